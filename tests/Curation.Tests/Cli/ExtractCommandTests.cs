using System.Text.Json;
using Curation.Core.Errors;
using Curation.Tests.Runtime;

namespace Curation.Tests.Cli;

public sealed class ExtractCommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-extract-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Extract_FolderOfPages_PrintsALineForEach()
    {
        Write("a.html", "<html><head><title>First</title></head><body><p>A sentence of the first page that is long enough to be its content.</p></body></html>");
        Write("b/c.txt", "Plain text stays as it is.");
        var (code, lines, error) = await RunAsync("extract", _folder);
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(["a.html", "b/c.txt"], lines.Select(l => Path.GetRelativePath(_folder, l.GetProperty("path").GetString()!)));
        Assert.Equal("First", lines[0].GetProperty("title").GetString());
        Assert.Contains("first page", lines[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("Plain text stays as it is.", lines[1].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Extract_FileWithoutText_SaysWhyAndGoesOn()
    {
        Write("a.html", "");
        Write("b.html", "<p>A sentence of the second page that is long enough to be its content.</p>");
        var (code, lines, error) = await RunAsync("extract", Path.Combine(_folder, "a.html"), Path.Combine(_folder, "b.html"));
        Assert.Equal(ExitCode.TasksFailed, code);
        Assert.Single(lines);
        Assert.Contains("a.html: extract.empty", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("never", "text")]
    [InlineData("always", "ocr")]
    public async Task Extract_PdfFile_PrintsItsTextAndRoutes(string ocr, string route)
    {
        if (ocr == "always" && (!File.Exists("/usr/bin/pdftoppm") || !System.Runtime.InteropServices.NativeLibrary.TryLoad("libtesseract.so.5", out _)))
            Assert.Skip("Tesseract and poppler are not here.");
        var (code, lines, error) = await RunAsync("extract", "--ocr", ocr, Path.Combine(Repository.Root, "data-samples/pdf/shard.pdf"));
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal("How a document becomes a shard", lines[0].GetProperty("title").GetString());
        Assert.Contains("An extractor makes text of a record.", lines[0].GetProperty("text").GetString()!, StringComparison.Ordinal);
        Assert.Contains($"\"route\":\"{route}\"", lines[0].GetProperty("metadata").GetProperty("pages").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_MissingPath_IsBadUsage()
    {
        var (code, _, error) = await RunAsync("extract", Path.Combine(_folder, "none.html"));
        Assert.Equal(ExitCode.BadConfig, code);
        Assert.Contains("none.html does not exist", error, StringComparison.Ordinal);
    }

    void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    static async Task<(int Code, JsonElement[] Lines, string Error)> RunAsync(params string[] arguments)
    {
        var (code, output, error) = await SampleRun.OutputAsync(arguments);
        return (code, [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<JsonElement>(l))], error);
    }
}
