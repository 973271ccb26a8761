using System.Globalization;

namespace Curation.Core.Runs.Signs;

/// <summary>
/// The sign of life of a process that works on tasks of a step. All of it stands in the name of an object, so that a listing alone tells
/// who works on what; the beat counts intervals, so that no clock of two machines is compared.
/// </summary>
/// <param name="First">First task that it was given.</param>
/// <param name="Last">Last task that it was given.</param>
/// <param name="Workers">Tasks at a time.</param>
/// <param name="Machine">Where it runs.</param>
/// <param name="Process">Its process id, and when it began by that machine's own counter.</param>
/// <param name="Beat">Intervals since it began; -1: it has ended, and its object holds what failed.</param>
public sealed record ProcessSign(int First, int Last, int Workers, string Machine, string Process, int Beat)
{
    const string Extension = ".json";
    const string Failed = "failed";

    /// <summary>Between two signs of a process.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>When the object was stored, by the storage's clock.</summary>
    public DateTimeOffset Stored { get; init; }

    /// <summary>Whether it is the list of what failed.</summary>
    public bool IsFailure => Beat < 0;

    /// <summary>Name of the object.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture,
        $"{First}-{Last}.{Workers}.{Machine}.{Process}.{(IsFailure ? Failed : Beat.ToString(CultureInfo.InvariantCulture))}{Extension}");

    /// <summary>What a name says; null if it is none of ours. Names of machines may have dots.</summary>
    public static ProcessSign? Parse(string name)
    {
        if (!name.EndsWith(Extension, StringComparison.Ordinal)) return null;
        var fields = name[..^Extension.Length].Split('.');
        if (fields.Length < 5 || fields[0].Split('-') is not [var first, var last]) return null;
        var beat = fields[^1] == Failed ? "-1" : fields[^1];
        return Number(first, out var from) && Number(last, out var to) && Number(fields[1], out var workers) && int.TryParse(beat, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            ? new(from, to, workers, string.Join('.', fields[2..^2]), fields[^2], count)
            : null;
    }

    static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
