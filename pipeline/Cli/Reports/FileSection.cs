using System.Collections.Immutable;
using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>Published files.</summary>
static class FileSection
{
    const int Rows = 200;

    public static void Write(Html html, RunReport report)
    {
        html.Trusted("<section id=\"files\">\n<h2>Files</h2>\n");
        Table(html, "shards", report.Shards, text: true);
        Table(html, "dropped", report.DroppedFiles, text: false);
        html.Trusted("</section>\n");
    }

    static void Table(Html html, string folder, ImmutableArray<FileReport> files, bool text)
    {
        if (files.IsEmpty) return;
        html.Add($"<h3>{folder}/ <span class=\"note\">{files.Length:n0} {(files.Length == 1 ? "file" : "files")}, {files.Sum(f => f.Rows):n0} rows, {Numbers.Bytes(files.Sum(f => f.Bytes))}</span></h3>\n<div class=\"scroll\"><table class=\"files\">\n<thead><tr><th scope=\"col\">file</th><th scope=\"col\">rows</th><th scope=\"col\">bytes</th>");
        if (text) html.Trusted("<th scope=\"col\">characters</th><th scope=\"col\">tokens</th>");
        html.Trusted("<th scope=\"col\" class=\"wide\">XxHash128</th></tr></thead>\n<tbody>\n");
        foreach (var file in files.Take(Rows))
        {
            html.Add($"<tr><th scope=\"row\">{file.Name}</th><td>{file.Rows:n0}</td><td>{file.Bytes:n0}</td>");
            if (text) html.Add($"<td>{file.Characters:n0}</td><td>{file.Tokens:n0}</td>");
            html.Add($"<td class=\"wide\"><code>{file.Digest}</code></td></tr>\n");
        }
        html.Trusted("</tbody>\n</table></div>\n");
        if (files.Length > Rows) html.Add($"<p class=\"note\">and {files.Length - Rows:n0} more in report.json.</p>\n");
    }
}
