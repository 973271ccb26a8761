using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Curation.Core.Errors;
using Curation.Core.Processes;

namespace Curation.Ocr.Rendering;

/// <summary>The resolution at which each page of a PDF is rendered: what the engine wants, within the limits; a scan at its own, pixel for pixel.</summary>
static partial class PageSizes
{
    const int LeastScan = 150, MostScan = 400;

    /// <summary>Resolutions by page number; 0 for a page too large to be rendered readably. Pages that poppler cannot size are missing.</summary>
    public static async Task<IReadOnlyDictionary<int, int>> ResolutionsAsync(string pdf, int first, int last, PageScale scale, RenderLimits limits, CancellationToken cancellationToken)
    {
        string[] range = ["-f", $"{first}", "-l", $"{last}"];
        var child = new ChildLimits { Time = TimeSpan.FromSeconds(limits.Time.TotalSeconds * 4), AddressSpace = limits.Memory };
        var sizes = await RunAsync("pdfinfo", [.. range, pdf], child, cancellationToken).ConfigureAwait(false);
        var scans = scale.LongestSide > 0 ? [] : Scans(await RunAsync("pdfimages", ["-list", .. range, pdf], child, cancellationToken).ConfigureAwait(false));
        var resolutions = new Dictionary<int, int>();
        foreach (Match match in SizeLine().Matches(sizes))
        {
            var page = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            var (width, height) = (double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture));
            if (!(width > 0) || !(height > 0)) continue;
            double dpi = scale.Dpi;
            if (scans.TryGetValue(page, out var scan) && Covers(scan, width, height) && scan.Dpi is >= LeastScan and <= MostScan && scan.Dpi >= scale.Dpi * 2 / 3) dpi = scan.Dpi;
            if (scale.LongestSide > 0) dpi = Math.Min(dpi, scale.LongestSide * 72 / Math.Max(width, height));
            dpi = Math.Floor(Math.Min(dpi, Math.Sqrt(limits.Pixels * 72.0 * 72 / (width * height))));
            // Letters of 12 points have 4 pixels at 24 dpi: nothing reads them.
            resolutions[page] = dpi < 24 && scale.LongestSide == 0 ? 0 : Math.Max(1, (int)dpi);
        }
        return resolutions;
    }

    static async Task<string> RunAsync(string program, string[] arguments, ChildLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            var result = await ChildProcess.RunAsync(program, arguments, default, limits, cancellationToken).ConfigureAwait(false);
            return Encoding.UTF8.GetString(result.Output.Span);
        }
        catch (LimitException error) { throw new OcrException("render-time", error.Message, error); }
        catch (ConfigException error) { throw new ConfigException($"{error.Message} (Debian: poppler-utils)", error); }
    }

    /// <summary>Pages that hold exactly one image, with its size and resolution.</summary>
    static Dictionary<int, (int Width, int Height, int Dpi)> Scans(string list)
    {
        var scans = new Dictionary<int, (int, int, int)>();
        foreach (var page in ImageLine().Matches(list).GroupBy(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Where(g => g.Count() == 1))
        {
            int Number(int group) => int.Parse(page.Single().Groups[group].Value, CultureInfo.InvariantCulture);
            if (page.Single().Groups[2].Value == "image" && Math.Abs(Number(5) - Number(6)) <= 1) scans[page.Key] = (Number(3), Number(4), Number(5));
        }
        return scans;
    }

    /// <summary>Whether the image is as large as the page, turned or not.</summary>
    static bool Covers((int Width, int Height, int Dpi) scan, double width, double height)
    {
        bool Near(double w, double h) => Math.Abs(scan.Width * 72.0 / scan.Dpi - w) < 0.02 * w && Math.Abs(scan.Height * 72.0 / scan.Dpi - h) < 0.02 * h;
        return Near(width, height) || Near(height, width);
    }

    [GeneratedRegex(@"^Page\s+(\d+) size:\s+([\d.]+) x ([\d.]+) pts", RegexOptions.Multiline)]
    private static partial Regex SizeLine();

    [GeneratedRegex(@"^\s*(\d+)\s+\d+\s+(\w+)\s+(\d+)\s+(\d+)\s+.*\s(\d+)\s+(\d+)\s+\S+\s+\S+$", RegexOptions.Multiline)]
    private static partial Regex ImageLine();
}
