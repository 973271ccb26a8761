using System.Globalization;
using Curation.Core.Errors;

namespace Curation.Cli.Planning;

/// <summary>Sizes as people write them: <c>80TB</c>, <c>1.5 GB</c>, <c>100000</c>; powers of 1000.</summary>
static class ByteSize
{
    static readonly string[] s_units = ["B", "KB", "MB", "GB", "TB", "PB"];

    public static double Parse(string text)
    {
        var digits = text.AsSpan().TrimEnd("KMGTPBkmgtpb ");
        var unit = text[digits.Length..].Trim().ToUpperInvariant();
        var power = unit.Length == 0 ? 0 : Array.IndexOf(s_units, unit);
        return power >= 0 && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number * Math.Pow(1000, power)
            : throw new ConfigException($"--crawl-size: expected a size such as 80TB, found '{text}'");
    }

    public static string Text(double bytes)
    {
        var power = 0;
        for (; bytes >= 999.5 && power < s_units.Length - 1; power++) bytes /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{(bytes < 9.95 ? Math.Round(bytes, 1) : Math.Round(bytes))} {s_units[power]}");
    }
}
