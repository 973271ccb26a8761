using System.IO.Compression;
using System.Text;
using System.Xml;
using Curation.Core.Contracts;
using Curation.Stages.Readers.StackExchange;

namespace Curation.Tests.Readers.StackExchange;

public sealed class StackExchangeReaderTests
{
    const string Folder = "stackexchange/pottery.stackexchange.com/";

    static readonly string s_scratch = Path.Combine(Path.GetTempPath(), "curate-tests");

    [Fact]
    public void Read_SampleDump_GivesTheExpectedDocuments() =>
        Golden.Verify("stackexchange/expected.jsonl", Read(new() { Comments = true }, Sample("Posts.xml")));

    [Fact]
    public void Read_Archive_GivesTheSameAsItsFiles()
    {
        var plain = Read(new() { Comments = true }, Sample("Posts.xml")).Documents();
        var packed = Read(new() { Comments = true }, Golden.Input("stackexchange/pottery.stackexchange.com.7z", "stackexchange")).Documents();
        Assert.Equal(plain.Select(d => (d.Id, d.Text, d.Url)), packed.Select(d => (d.Id, d.Text, d.Url)));
    }

    [Fact]
    public void Read_CommentsFile_IsSkippedAsAnotherTable() =>
        Assert.Equal("stackexchange.table", Assert.IsType<ReadItem.Skipped>(Assert.Single(Read(new(), Sample("Comments.xml")))).Reason.Id);

    [Fact]
    public void Read_Options_LeaveOutWhatTheySay()
    {
        var items = Read(new() { MinQuestionScore = 1, MinAnswerScore = 1, MaxAnswers = 1, Unanswered = false, Site = "x.example" }, Sample("Posts.xml"));

        Assert.All(items.Documents(), d => Assert.True(int.Parse(d.Metadata["score"], System.Globalization.CultureInfo.InvariantCulture) >= 1));
        Assert.Contains("stackexchange.question-score", Reasons(items));
        Assert.Contains("stackexchange.answer-score", Reasons(items));
        Assert.Contains("stackexchange.more-answers", Reasons(items));
        Assert.Contains("stackexchange.unanswered", Reasons(items));
        Assert.StartsWith("https://x.example/questions/", items.Documents()[0].Url, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LittleMemory_GivesTheSame()
    {
        var random = new Random(9);
        var xml = new StringBuilder("<?xml version=\"1.0\"?>\n<posts>\n");
        for (var id = 1; id <= 30_000; id++)
        {
            var isQuestion = id < 10 || random.Next(3) == 0;
            xml.Append(System.Globalization.CultureInfo.InvariantCulture, $"  <row Id=\"{id}\" PostTypeId=\"{(isQuestion ? 1 : 2)}\" {(isQuestion ? "" : $"ParentId=\"{random.Next(1, id)}\" ")}Score=\"{random.Next(-2, 9)}\" Body=\"&lt;p&gt;{new string('a', random.Next(1, 1500))}&lt;/p&gt;\" {(isQuestion ? "Title=\"t\" " : "")}/>\n");
        }
        var input = MemoryInput.Of(Encoding.UTF8.GetBytes(xml.Append("</posts>").ToString()), "Posts.xml");
        var small = Read(new() { MemoryMegabytes = 16 }, input);
        var large = Read(new(), input);
        Assert.True(input.Size > 16 << 20);
        Assert.Equal(large.Documents().Select(d => (d.Id, d.Text)), small.Documents().Select(d => (d.Id, d.Text)));
        Assert.Equal(30_000, small.Count);
    }

    [Theory]
    [InlineData("<row Id=\"1\" PostTypeId=\"1\" Body=\"a < b\" />", "well-formed")]
    [InlineData("<row Id=\"1\" PostTypeId=\"1\" Body=\"a&nbsp;b\" />", "entities")]
    [InlineData("<row PostTypeId=\"1\" Body=\"a\" />", "Id")]
    [InlineData("<row Id=\"1\" PostTypeId=\"1\" Body=\"a\">", "well-formed")]
    [InlineData("<row Id=\"1\" PostTypeId=\"1\" Body />", "form name")]
    public void Read_RowThatIsNotWellFormed_FailsAndGoesOn(string row, string says)
    {
        var items = Read(new(), MemoryInput.Of(MemoryInput.Utf8($"<posts>\n{row}\n<row Id=\"2\" PostTypeId=\"1\" Body=\"fine\" /></posts>"), "Posts.xml"));
        Assert.Contains(says, Assert.Single(items.OfType<ReadItem.Failed>()).Detail, StringComparison.Ordinal);
        Assert.Equal("fine", Assert.Single(items.Documents()).Text);
    }

    [Fact]
    public void Read_CutFile_TellsIt()
    {
        var bytes = File.ReadAllBytes(Golden.Sample(Folder + "Posts.xml"));
        foreach (var cut in (int[])[bytes.Length / 2, bytes.AsSpan().LastIndexOf("</posts>"u8)])
            Assert.Contains("truncated", Assert.Single(Read(new(), MemoryInput.Of(bytes[..cut], "Posts.xml")).OfType<ReadItem.Failed>()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OtherXml_SaysWhatWasExpected() =>
        Assert.Contains("Posts.xml", Assert.Throws<Core.Errors.InputException>(() => Read(new(), MemoryInput.Of(MemoryInput.Utf8("<mediawiki/>")))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("beer-Posts.xml.gz")]
    [InlineData("matheducators-Posts.xml.gz")]
    public void Read_RealDump_HasEveryQuestionWithItsAnswers(string file)
    {
        var path = Repository.DataOrSkip("mix/stackexchange/" + file);
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var xml = XmlReader.Create(gzip);
        var questions = new Dictionary<string, int>();
        var answers = new List<string>();
        var rows = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.Name != "row") continue;
            rows++;
            if (xml.GetAttribute("PostTypeId") == "1") questions.Add(xml.GetAttribute("Id")!, 0);
            else if (xml.GetAttribute("PostTypeId") == "2") answers.Add(xml.GetAttribute("ParentId")!);
        }
        foreach (var answer in answers) questions[answer]++;

        var items = Read(new(), MemoryInput.OfFile(path));

        Assert.Equal(rows, items.Count);
        Assert.DoesNotContain(items, i => i is ReadItem.Failed);
        Assert.DoesNotContain("stackexchange.orphan", Reasons(items));
        Assert.Equal(questions, items.Documents().ToDictionary(d => d.Metadata["question_id"], d => int.Parse(d.Metadata["answers"], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(items.Documents(), d => Assert.DoesNotContain("</", d.Text.Replace("</a", "", StringComparison.Ordinal).Split("```")[0].Split('`')[0], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dump/beer.stackexchange.com.7z", "beer.stackexchange.com")]
    [InlineData("stackoverflow.com-Posts.7z", "stackoverflow.com")]
    [InlineData("askubuntu.com/Posts.xml.zst", "askubuntu.com")]
    [InlineData("Posts.xml", null)]
    public void SiteOf_Path_IsTheHost(string path, string? site) => Assert.Equal(site, Tables.SiteOf(path));

    static List<ReadItem> Read(StackExchangeReaderOptions options, ReaderInput input) => new StackExchangeReader(options, s_scratch).All(input);

    static IEnumerable<string> Reasons(IEnumerable<ReadItem> items) => items.OfType<ReadItem.Skipped>().Select(i => i.Reason.Id);

    internal static ReaderInput Sample(string table) => Golden.Input(Folder + table, "stackexchange") with
    {
        Name = "pottery.stackexchange.com/" + table,
        Sibling = name => Golden.Input("stackexchange/" + name, "stackexchange"),
    };
}
