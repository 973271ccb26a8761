using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Curation.Core.Contracts;
using Curation.Stages.Readers.Pdf;
using Curation.Tests.Pdf;

namespace Curation.Tests.Readers.Pdf;

public sealed class PdfReaderTests : IDisposable
{
    static readonly byte[] s_file = new RawPdf().Page(RawPdf.Lines(72, 700, 10, ["Text."])).ToBytes();

    readonly string _folder = Directory.CreateTempSubdirectory("curate-pdf-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_File_IsOneRecord()
    {
        var document = Assert.Single(Read(new() { BaseUrl = "https://docs.example.org/" }, s_file, "a b/c.pdf").Documents());
        Assert.Equal("https://docs.example.org/a%20b/c.pdf", document.Url);
        Assert.Equal("application/pdf", document.Payload!.MediaType);
        Assert.StartsWith("sha256:", document.Provenance.Digest, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileThatIsNoPdf_IsSkipped() =>
        Assert.Equal("pdf.not-pdf", Assert.IsType<ReadItem.Skipped>(Assert.Single(Read(new(), "plain"u8.ToArray(), "c.pdf"))).Reason.Id);

    [Fact]
    public void Read_FileBeyondTheLimit_FailsAndNamesTheOption()
    {
        var failed = Assert.IsType<ReadItem.Failed>(Assert.Single(Read(new() { MaxFileBytes = 1024 }, [.. s_file, .. new byte[2000]], "c.pdf")));
        Assert.Equal("failed.limit", failed.Reason.Id);
        Assert.Contains("c.pdf: expected at most 1,024 bytes (option maxFileBytes)", failed.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.tar")]
    [InlineData("a.tar.gz")]
    public void Read_Tar_IsARecordAnEntry(string name)
    {
        using var target = new MemoryStream();
        using (var tar = new TarWriter(target, leaveOpen: true))
            foreach (var (entry, bytes) in new[] { ("x/1.pdf", s_file), ("x/readme.txt", "text"u8.ToArray()), ("x/2.PDF", s_file) })
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream(bytes) });
        var items = Read(new(), name == "a.tar" ? target.ToArray() : MemoryInput.Gzip(target.ToArray()), name);
        Assert.Equal(["x/1.pdf", "x/2.PDF"], items.Documents().Select(d => d.Provenance.RecordId));
        Assert.Single(items.OfType<ReadItem.Skipped>());
        Assert.Equal(2, items.Documents().Select(d => d.Id).Distinct().Count());
    }

    [Fact]
    public void Read_CutTar_FailsBehindWhatCouldBeRead()
    {
        using var target = new MemoryStream();
        using (var tar = new TarWriter(target, leaveOpen: true))
            for (var i = 0; i < 2; i++) tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{i}.pdf") { DataStream = new MemoryStream(s_file) });
        var items = Read(new(), target.ToArray()[..(int)(target.Length * .7)], "a.tar");
        Assert.Single(items.Documents());
        Assert.IsType<ReadItem.Failed>(items[^1]);
    }

    [Fact]
    public void Read_Zip_IsARecordAnEntry()
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in new[] { "b.pdf", "a.pdf" })
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(s_file);
            }
        Assert.Equal(["a.pdf", "b.pdf"], Read(new(), target.ToArray(), "a.zip").Documents().Select(d => d.Provenance.RecordId));
    }

    [Fact]
    public void Read_List_FetchesItsFilesAndJoinsRecordsThatWereCut()
    {
        File.WriteAllBytes(Path.Combine(_folder, "1.pdf"), s_file);
        var list = $$"""
            # a list
            1.pdf
            {"path": "1.pdf", "url": "https://example.org/1.pdf", "id": "0123", "digest": "sha1:ABC"}
            missing.pdf
            {"what": 1}
            """;
        var items = Read(new() { ListRoot = _folder + "/" }, Encoding.UTF8.GetBytes(list), "again.jsonl");
        var documents = items.Documents();
        Assert.Equal(2, documents.Length);
        Assert.Equal("0123", documents[1].Id);
        Assert.Equal("https://example.org/1.pdf", documents[1].Url);
        Assert.Equal("sha1:ABC", documents[1].Metadata["refetchedFor"]);
        Assert.Equal(["failed.missing", "failed.record"], items.OfType<ReadItem.Failed>().Select(f => f.Reason.Id));
    }

    static List<ReadItem> Read(PdfReaderOptions options, byte[] bytes, string name) => PdfReader.Create(options, new()).All(MemoryInput.Of(bytes, name));
}
