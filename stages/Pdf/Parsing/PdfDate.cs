using System.Globalization;

namespace Curation.Stages.Pdf.Parsing;

/// <summary>Dates of PDF files: <c>D:YYYYMMDDHHmmSSOHH'mm'</c>, anything behind the year optional (ISO 32000-1, 7.9.4).</summary>
internal static class PdfDate
{
    /// <summary>The date in ISO 8601; null if it is none.</summary>
    public static string? Iso(string date) => Parse(date)?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>The date; null if it is none.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> date)
    {
        date = date.Trim();
        if (date.StartsWith("D:", StringComparison.Ordinal)) date = date[2..];
        Span<int> parts = [0, 1, 1, 0, 0, 0];
        for (var i = 0; i < parts.Length; i++)
        {
            var length = i == 0 ? 4 : 2;
            if (date.Length < length || !int.TryParse(date[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                if (i == 0) return null;
                break;
            }
            parts[i] = value;
            date = date[length..];
        }
        try
        {
            return new(parts[0], parts[1], parts[2], parts[3], parts[4], Math.Min(59, parts[5]), Zone(date));
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    static TimeSpan Zone(ReadOnlySpan<char> zone)
    {
        if (zone is not ['+' or '-', _, _, ..] || !int.TryParse(zone[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)) return TimeSpan.Zero;
        var isWest = zone[0] == '-';
        zone = zone[3..].TrimStart("':");
        var minutes = zone.Length >= 2 && int.TryParse(zone[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
        var offset = new TimeSpan(Math.Min(14, hours), hours >= 14 ? 0 : Math.Min(59, minutes), 0);
        return isWest ? -offset : offset;
    }
}
