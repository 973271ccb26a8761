namespace Curation.Core.Reports.Tuning;

/// <summary>Some rows of a file with the values of a stage's signals; the arrays are used again for the next batch.</summary>
sealed class SignalBatch(int signals)
{
    /// <summary>File of the rows.</summary>
    public string File { get; set; } = "";

    /// <summary>Row of the first.</summary>
    public long First { get; set; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; set; }

    /// <summary>Values by signal, then row; not a number where the signal was not measured.</summary>
    public double[][] Values { get; } = [.. Enumerable.Range(0, signals).Select(_ => Array.Empty<double>())];

    /// <summary>Stage that dropped each row, or null for files of kept documents.</summary>
    public string?[]? Stages { get; set; }

    /// <summary>Reason that dropped each row.</summary>
    public string?[]? Reasons { get; set; }
}
