using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Rephrase.StructureQa;
using Curation.Tests.Extraction.Html;

namespace Curation.Tests.Rephrase.StructureQa;

public sealed class StructureQaStageTests
{
    const string Long = "It lasts for about twenty minutes, as long as the kettle is full.";

    [Theory]
    [InlineData("""{"@context":"https://schema.org","@type":"FAQPage","mainEntity":[{"@type":"Question","name":"How long does it last?","acceptedAnswer":{"@type":"Answer","text":"<p>It lasts for about <b>twenty</b> minutes, as long as the kettle is full.</p>"}}]}""", "It lasts for about **twenty** minutes, as long as the kettle is full.")]
    [InlineData("""{"@graph":[{"@type":["QAPage"],"mainEntity":{"@type":"Question","name":"How long does it last?","suggestedAnswer":[{"@type":"Answer","upvoteCount":1,"text":"I have no idea, ask elsewhere."},{"@type":"Answer","upvoteCount":"9","text":"It lasts for about twenty minutes."}]}}]}""", "It lasts for about twenty minutes.")]
    [InlineData("""{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"Q1. How long does it last?","acceptedAnswer":{"text":"&lt;p&gt;It lasts for about twenty minutes.&lt;/p&gt;"}}]}""", "It lasts for about twenty minutes.")]
    public void JsonLd_OfQuestionPages_IsTaken(string json, string answer)
    {
        var pair = Assert.Single(Pairs($"<script type='application/ld+json'>{json}</script><h1>Kettles</h1><p>{Long}"));
        Assert.Equal(("How long does it last?", answer), (pair.Question, pair.Answer));
    }

    [Fact]
    public void Microdata_OfQuestion_IsTaken()
    {
        var pair = Assert.Single(Pairs($"""
            <div itemscope itemtype="https://schema.org/FAQPage"><div itemscope itemprop="mainEntity" itemtype="https://schema.org/Question">
            <h3 itemprop="name">How long does it last?</h3>
            <div itemscope itemprop="acceptedAnswer" itemtype="https://schema.org/Answer"><span itemprop="name">no</span><div itemprop="text"><p>{Long}</p><p>No longer.</p></div></div></div></div>
            """));
        Assert.Equal(("How long does it last?", $"{Long}\nNo longer."), (pair.Question, pair.Answer));
    }

    [Fact]
    public void Headings_ThatAsk_AreAnsweredByTheirSections()
    {
        var pairs = Pairs($"<h1>Kettles</h1><p>{Long}<h2>How long does it last?</h2><p>{Long}</p><h3>Detail</h3><p>{Long}</p><h2>History</h2><p>{Long}<h2>2. How to clean a kettle</h2><p>With vinegar and a lot of water, twice.</p>");
        Assert.Equal(["How long does it last?", "How to clean a kettle"], pairs.Select(p => p.Question));
        Assert.Contains("Detail", pairs[0].Answer, StringComparison.Ordinal);
        Assert.Equal("With vinegar and a lot of water, twice.", pairs[1].Answer);
    }

    [Fact]
    public void Definitions_OfTheText_AreTaken()
    {
        var page = HtmlPages.Extract($"<h1>Terms</h1><p>{Long} {Long}</p><dl><dt>kettle</dt><dd>A vessel in which water is boiled over a fire.</dd><div><dt>spout</dt><dd>The part of a vessel that it pours from.</dd></div><dt>share</dt><dd>Links of the page's frame, which its text leaves out.</dd></dl><p>{Long}");
        var pairs = Apply(page with { Text = $"{Long}\n\nkettle\n\nA vessel in which water is boiled over a fire.\n\nspout\n\nThe part of a vessel that it pours from." });
        Assert.Equal([("kettle", "A vessel in which water is boiled over a fire."), ("spout", "The part of a vessel that it pours from.")], pairs.Select(p => (p.Question, p.Answer)));
    }

    [Theory]
    [InlineData("Q: How long does it last?\nA: About twenty minutes, not more.\n\nQ: Why?\nA: The water is gone by then, all of it.", 2)]
    [InlineData("Exercise 1. Compute the sum of 3 and 4.\nExercise 2. Compute the product of both.\n\n## Answers\n\nAnswer 1: The sum is 7, of course.\nAnswer 2: The product is 12, of course.", 2)]
    [InlineData("**Problem 1.2:** Show that the set is closed.\n\n**Solution:** Its complement is open, since every point has a ball.\n\n# Next\n\nmore", 1)]
    [InlineData("A: nothing was asked here, so nothing is answered", 0)]
    public void Exercises_WithSolutions_AreJoined(string text, int count)
    {
        var pairs = Apply(new Document { Id = "x", Source = "test", Provenance = new("x", 0, 0), Text = text });
        Assert.Equal(count, pairs.Length);
        Assert.DoesNotContain(pairs, p => p.Answer.Contains("Exercise", StringComparison.Ordinal) || p.Answer.Contains("# Next", StringComparison.Ordinal));
        if (count == 2 && text.StartsWith("Ex", StringComparison.Ordinal)) Assert.Equal(("Compute the product of both.", "The product is 12, of course."), (pairs[1].Question, pairs[1].Answer));
    }

    [Theory]
    [InlineData("Question", "ANSWER")]
    [InlineData("exercise", "Solution to exercise")]
    [InlineData("PROBLEM", "answer to problem")]
    [InlineData("Aufgabe", "Lösung zu")]
    [InlineData("Frage", "Antwort")]
    [InlineData("Exercice", "Réponse")]
    [InlineData("Ejercicio", "Solución")]
    [InlineData("Ejercicio", "respuesta")]
    public void Exercises_InSeveralLanguages_AreFound(string asks, string tells)
    {
        var text = $"Some words first.\n\n > **{asks} 3.** How many of them are there?\n\n\t* {tells} 3: There are seven of them, all told.";
        var pair = Assert.Single(Apply(new Document { Id = "x", Source = "test", Provenance = new("x", 0, 0), Text = text }));
        Assert.Equal(("How many of them are there?", "There are seven of them, all told."), (pair.Question, pair.Answer));
    }

    [Fact]
    public void Questions_ThatRepeatOrAreNotAnswered_AreLeftOut()
    {
        var marked = new Structure { Questions = [new("Why?", Long), new("why", Long), new("When?", "Coming soon."), new("Who?", "No answer yet"), new("How so?", "How so")] };
        var pairs = Apply(new Document { Id = "x", Source = "test", Provenance = new("x", 0, 0), Text = "text", Structure = marked });
        Assert.Equal(["Why?"], pairs.Select(p => p.Question));
    }

    [Fact]
    public void Output_Beside_PutsADocumentOfTheirTextThere()
    {
        var stage = StructureQaStage.Create(new() { Output = QuestionOutput.Beside, Template = "short" }, new StageServices());
        var document = new Document { Id = "x", Source = "test", Provenance = new("x", 0, 0), Text = "text", Structure = new() { Questions = [new("Why?", Long)] } };
        var split = Assert.IsType<Verdict.SplitInto>(stage.Apply(document));
        Assert.Equal(2, split.Documents.Length);
        Assert.Equal($"Q: Why?\nA: {Long}", split.Documents[1].Text);
        Assert.Equal("x", split.Documents[1].DerivedFrom);
    }

    static Curation.Core.Documents.QuestionAnswer[] Pairs(string page) => Apply(HtmlPages.Extract(page));

    static Curation.Core.Documents.QuestionAnswer[] Apply(Document document)
    {
        var verdict = Assert.IsType<Verdict.Kept>(StructureQaStage.Create(new(), new StageServices()).Apply(document));
        return [.. verdict.Document.Structure?.Questions ?? []];
    }
}
