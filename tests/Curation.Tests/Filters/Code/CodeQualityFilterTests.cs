using Curation.Core.Documents;
using Curation.Stages.Filters.Code;

namespace Curation.Tests.Filters.Code;

public sealed class CodeQualityFilterTests
{
    const string Code = "def add(first, second):\n    # the sum of two numbers\n    return first + second\n";

    [Fact]
    public void Apply_OrdinaryCode_KeepsWithSignals()
    {
        var kept = Assert.IsType<Verdict.Kept>(Apply(Code, "Python"));
        Assert.Equal(3, kept.Document.Signals["code_quality_lines"]);
        Assert.Equal(28, kept.Document.Signals["code_quality_max_line"]);
        Assert.Equal(24.0 / Code.Length, kept.Document.Signals["code_quality_comments"]!.Value, 6);
        Assert.Null(kept.Document.Signals["code_quality_visible"]);
    }

    public static TheoryData<string, string, string> Bad => new()
    {
        { new string('a', 1001), "C", "code-quality.long-line" },
        { string.Concat(Enumerable.Repeat(new string('a', 150) + "\n", 5)), "C", "code-quality.mean-line-length" },
        { "{ 1, 2, 3, 4, 5, 6, 7, 8, 9 };\n", "C", "code-quality.few-letters" },
        { "a                                           \nb\n", "C", "code-quality.few-alphanumeric" },
        { "<?xml version=\"1.0\"?>\n<config>words of text here</config>\n", "Groovy", "code-quality.xml" },
        { "<html>\n<head><title>t</title>\n<script>var something = 1;</script></head>\n<body><p>words</p></body>\n</html>", "HTML", "code-quality.html-text" },
        { "{\"a\": \"b\"}", "JSON", "code-quality.data-size" },
        { "data = \"\"\"\n" + string.Concat(Enumerable.Repeat("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5\n", 16)) + "\"\"\"\n", "Python", "code-quality.encoded-data" },
        { "static const char bytes[] = {" + string.Concat(Enumerable.Repeat("0x4f, 0x4b,\n", 110)) + "};", "C", "code-quality.encoded-data" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Apply_OddFile_DropsWithTheReason(string text, string language, string reason) =>
        Assert.Equal(reason, Assert.IsType<Verdict.Dropped>(Apply(text, language)).Reason.Id);

    [Fact]
    public void Apply_ExemptLanguages_Keep()
    {
        Assert.IsType<Verdict.Kept>(Apply(new string('a', 2000), "Markdown"));
        Assert.IsType<Verdict.Kept>(Apply("<?xml version=\"1.0\"?>\n<config>words</config>\n", "XML"));
        Assert.IsType<Verdict.Kept>(Apply("words on lines\n" + string.Concat(Enumerable.Range(0, 60).Select(i => "identifier\n")), "Text"));
    }

    [Fact]
    public void Apply_CommentRules_CountOnlyWhereTheyAreKnown()
    {
        CodeQualityOptions options = new() { MinComments = .01, MaxComments = .8 };
        Assert.Equal("code-quality.comments", Assert.IsType<Verdict.Dropped>(Apply("x = 'no # comment'\ny = x + x\n", "Python", options)).Reason.Id);
        Assert.Equal("code-quality.comments", Assert.IsType<Verdict.Dropped>(Apply("/* all of this file is a comment, nothing more */\n", "Java", options)).Reason.Id);
        Assert.IsType<Verdict.Kept>(Apply("int main(void) { return zero; }\n", "C", options));
    }

    static Verdict Apply(string text, string language, CodeQualityOptions? options = null) => new CodeQualityFilter(options ?? new()).Apply(new Document
    {
        Id = "a",
        Source = "github",
        Text = text,
        Provenance = new Provenance("a", 0, 0),
        Metadata = Document.EmptyMetadata.Add("code_language", language),
    });
}
