using System.Security.Cryptography;
using System.Text;

namespace Curation.Cli.Reports;

/// <summary>What stands around the sections of every page: one file, nothing fetched, only its own styles and script allowed.</summary>
static class PageFrame
{
    /// <summary>Begins a page.</summary>
    /// <param name="html">The page.</param>
    /// <param name="title">Its title, without the program's name.</param>
    /// <param name="styles">Its styles.</param>
    /// <param name="script">The script that <see cref="End"/> will be given.</param>
    public static void Begin(Html html, string title, IReadOnlyList<string> styles, string script = "")
    {
        var scripts = script.Length == 0 ? "" : $"script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'; ";
        html.Trusted($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; {scripts}base-uri 'none'; form-action 'none'">

            """);
        html.Add($"<title>{title} – curate</title>\n<style>\n");
        foreach (var style in styles) html.Trusted(style);
        html.Trusted("</style>\n</head>\n<body>\n<main>\n");
    }

    /// <summary>Ends a page.</summary>
    public static void End(Html html, string script = "")
    {
        html.Trusted("</main>\n");
        if (script.Length > 0) html.Trusted($"<script>{script}</script>\n");
        html.Trusted("</body>\n</html>\n");
    }

    /// <summary>Text of a file that is built into the program.</summary>
    public static string Resource(string name)
    {
        using var stream = typeof(PageFrame).Assembly.GetManifestResourceStream($"Curation.Cli.Reports.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
