using System.Globalization;

namespace Curation.Mixers.Evaluation;

/// <summary>Scores by eval and proxy, a file an eval: lines of a proxy's key and its score. Only appended to, by one process at a time.</summary>
public sealed class ScoreCache(string folder, string evalKey)
{
    string Path => System.IO.Path.Combine(folder, evalKey + ".tsv");

    /// <summary>All scores there are, by proxy key.</summary>
    public Dictionary<string, double> Read()
    {
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        if (!File.Exists(Path)) return scores;
        foreach (var line in File.ReadLines(Path))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            // A line that a killed process left unfinished is scored anew.
            if (tab > 0 && line.EndsWith(';') && double.TryParse(line.AsSpan(tab + 1, line.Length - tab - 2), CultureInfo.InvariantCulture, out var score)) scores[line[..tab]] = score;
        }
        return scores;
    }

    /// <summary>Adds a score.</summary>
    public void Add(string proxy, double score)
    {
        Directory.CreateDirectory(folder);
        using var stream = Open();
        stream.Seek(0, SeekOrigin.End);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{proxy}\t{score:R};\n")));
    }

    /// <summary>The file for this process alone: of two that append at a time, one would write over the other's line.</summary>
    FileStream Open()
    {
        for (var attempt = 0; ; attempt++)
        {
            try { return new(Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None); }
            catch (IOException) when (attempt < 600) { Thread.Sleep(5 + attempt % 20); }
        }
    }
}
