using Curation.Core.Errors;
using Curation.Stages.Rephrase;
using Curation.Stages.Rephrase.Styles;

namespace Curation.Tests.Rephrase.Styles;

public sealed class StyleFileTests
{
    [Fact]
    public void BuiltIn_Styles_AreAllThere()
    {
        Assert.Equal(["distill", "diverse-qa", "extract-knowledge", "faq", "knowledge-list", "math-problems", "multiple-choice", "table-to-prose", "tutorial", "wikipedia"], StyleLibrary.BuiltIn);
        Assert.All(StyleLibrary.BuiltIn, name => Assert.Equal(name, StyleLibrary.Load(name).Name));
        Assert.DoesNotContain("math-problems", new RephraseOptions().Styles);
    }

    [Theory]
    [InlineData("---\nshape: pairs\n---\n# User\n{txt}", "unknown placeholder {txt}; did you mean 'text'?")]
    [InlineData("---\nshape: poem\n---\n# User\n{text}", "line 2: shape: expected pairs, choices, text or list, found 'poem'")]
    [InlineData("---\ninput-token: 5\n---\n# User\n{text}", "unknown member 'input-token'; did you mean 'input-tokens'?")]
    [InlineData("---\nversion: 1\nversion: 2\n---\n# User\n{text}", "'version' stands twice")]
    [InlineData("---\ntemperature: hot\n---\n# User\n{text}", "temperature: expected a number from 0 to 2, found 'hot'")]
    [InlineData("---\n---\n# User\nnothing", "has no {text}")]
    [InlineData("---\n---\n{text}", "expected a section '# User'")]
    [InlineData("# User\n{text}", "expected a head")]
    public void Parse_OfWhatCannotBeUsed_SaysWhat(string text, string message) =>
        Assert.Contains(message, Assert.Throws<ConfigException>(() => StyleFile.Parse(text, "my.md")).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_OfAStyle_TakesHeadAndSections()
    {
        var style = StyleFile.Parse("---\nshape: list\noutput-tokens: 77\ncheck-names: false\nmin-support: 0.9\n---\n# System\nBe brief, {{so}}.\n\n# User\nList {items}: {text}\n", "dir/short-list.md");
        Assert.Equal(("short-list", RephraseShape.List, 77, false, 0.9), (style.Name, style.Shape, style.OutputTokens, style.Rules.Names, style.Rules.MinSupport));
        Assert.Equal("Be brief, {so}.", style.System.Fill(_ => "x"));
        Assert.Equal("List x: x", style.User.Fill(_ => "x"));
    }

    [Fact]
    public void Validate_OfOptions_ReportsAllBeforeTheFirstByte()
    {
        var errors = new Core.Contracts.OptionErrors();
        new RephraseOptions { Styles = ["faqq", "no.md"], Endpoints = [new() { Url = "ftp://x" }, new() { Url = "http://user:pw@x/v1", KeyVariable = "CURATE_NO_SUCH_VARIABLE" }], Template = "{question}", Budget = new() { Money = 3 } }.Validate(errors);
        foreach (var words in new[] { "did you mean 'faq'?", "no.md does not exist", "expected an http", "holds credentials", "CURATE_NO_SUCH_VARIABLE", "model", "template", "budget.money" })
            Assert.Contains(errors.Messages, m => m.Contains(words, StringComparison.Ordinal));
    }
}
