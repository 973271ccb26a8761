using Curation.Core.Contracts;
using Curation.Stages.Readers.Code;
using ParquetSharp;

namespace Curation.Tests.Readers.Code;

public sealed class CodeReaderTests
{
    [Theory]
    [InlineData("code/aldtool-1.0.tar.gz")]
    [InlineData("code/aldtool-1.0.zip")]
    public void Read_SampleArchive_GivesTheExpectedDocuments(string archive) =>
        Golden.Verify("code/expected.jsonl", Read(new(), Golden.Input(archive, "github")).OrderBy(RecordId, StringComparer.Ordinal));

    [Fact]
    public void Read_Folder_GivesTheSameAsItsArchive()
    {
        var archive = Read(new(), Golden.Input("code/aldtool-1.0.tar.gz", "github")).Documents().ToDictionary(d => d.Metadata["path"], d => (d.Text, d.License, d.Metadata["code_language"]));
        var root = Golden.Sample("code");
        var folder = Directory.EnumerateFiles(Path.Combine(root, "aldtool"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(f => Read(new(), File(Path.GetRelativePath(root, f)))).Documents().ToDictionary(d => d.Metadata["path"], d => (d.Text, d.License, d.Metadata["code_language"]));
        Assert.Equal(archive.OrderBy(d => d.Key, StringComparer.Ordinal), folder.OrderBy(d => d.Key, StringComparer.Ordinal));

        ReaderInput File(string name) => Golden.Input("code/" + name, "github") with
        {
            Name = name,
            Sibling = other => System.IO.File.Exists(Golden.Sample("code/" + other)) ? File(other) : null,
        };
    }

    [Fact]
    public void Read_Options_ChooseLanguagesAndLicences()
    {
        var python = Read(new() { Languages = ["python"] }, Golden.Input("code/aldtool-1.0.zip", "github"));
        Assert.All(python.Documents(), d => Assert.Equal("Python", d.Metadata["code_language"]));
        var permissive = Read(new() { Licenses = ["MIT", "Apache-2.0"], Documentation = false }, Golden.Input("code/aldtool-1.0.zip", "github"));
        Assert.Contains(permissive, i => i is ReadItem.Skipped { Reason.Id: "code.license" });
        Assert.Contains(permissive, i => i is ReadItem.Skipped { Reason.Id: "code.documentation" });
        var all = Read(new() { Vendored = true, Generated = true, Minified = true }, Golden.Input("code/aldtool-1.0.zip", "github"));
        Assert.DoesNotContain(all, i => i is ReadItem.Skipped { Reason.Id: "code.vendored" or "code.generated" or "code.minified" });
    }

    [Fact]
    public void Read_StackParquet_HasPathLanguageAndLicence()
    {
        using var target = new MemoryStream();
        using (var writer = new ParquetFileWriter(target, [new Column<string>("content"), new Column<string>("path"), new Column<string>("repo_name"), new Column<string>("license")], keyValueMetadata: null))
        {
            using var group = writer.AppendRowGroup();
            foreach (var column in (string[][])[["int main(void) { return 0; }\n", "import os\nprint(os)\n"], ["a/main.c", "tool.py"], ["ald/moor", "ald/beck"], ["mit", "gpl-2.0"]])
                using (var values = group.NextColumn().LogicalWriter<string>()) values.WriteBatch(column);
            writer.Close();
        }
        var documents = Read(new(), MemoryInput.Of(target.ToArray(), "data/train-0.parquet")).Documents();
        Assert.Equal(["C", "Python"], documents.Select(d => d.Metadata["code_language"]));
        Assert.Equal(["MIT", "GPL-2.0-only"], documents.Select(d => d.License));
        Assert.Equal(["a/main.c", "tool.py"], documents.Select(d => d.Metadata["path"]));
        Assert.Equal("ald/moor", documents[0].Metadata["repository"]);
    }

    [Fact]
    public void Read_ParquetWithoutTheColumn_NamesTheOption()
    {
        using var target = new MemoryStream();
        using (var writer = new ParquetFileWriter(target, [new Column<string>("body")], keyValueMetadata: null))
        {
            using var group = writer.AppendRowGroup();
            using (var values = group.NextColumn().LogicalWriter<string>()) values.WriteBatch(["x"]);
            writer.Close();
        }
        Assert.Contains("'content'", Assert.Throws<Core.Errors.InputException>(() => Read(new(), MemoryInput.Of(target.ToArray(), "x.parquet"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutArchives_TellIt()
    {
        var tar = File.ReadAllBytes(Golden.Sample("code/aldtool-1.0.tar.gz"));
        Assert.Contains("truncated", Assert.Single(Read(new(), MemoryInput.Of(tar[..(tar.Length / 2)], "a.tar.gz")).OfType<ReadItem.Failed>()).Detail, StringComparison.Ordinal);
        var zip = File.ReadAllBytes(Golden.Sample("code/aldtool-1.0.zip"));
        Assert.Contains("zip", Assert.Throws<Core.Errors.InputException>(() => Read(new(), MemoryInput.Of(zip[..(zip.Length / 2)], "a.zip"))).Message, StringComparison.Ordinal);
        // Shorter than the end of any archive.
        Assert.Contains("zip", Assert.Throws<Core.Errors.InputException>(() => Read(new(), MemoryInput.Of(zip[..3], "a.zip"))).Message, StringComparison.Ordinal);
    }

    static string RecordId(ReadItem item) => item switch
    {
        ReadItem.Found f => f.Document.Provenance.RecordId!,
        ReadItem.Skipped s => s.Provenance.RecordId!,
        _ => "",
    };

    static List<ReadItem> Read(CodeReaderOptions options, ReaderInput input) => new CodeReader(options).All(input);
}
