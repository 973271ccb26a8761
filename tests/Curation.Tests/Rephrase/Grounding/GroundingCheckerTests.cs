using Curation.Core.Documents;
using Curation.Stages.Rephrase.Grounding;

namespace Curation.Tests.Rephrase.Grounding;

public sealed class GroundingCheckerTests
{
    const string Source = """
        The Harbour Bridge in Sydney was opened on 19 March 1932 by Jack Lang, the Premier of New South Wales. Its arch spans 503 metres,
        and the top stands 134 metres above the water. Building it took eight years and cost 4.2 million pounds. The engineer John Bradfield
        directed the work; Dorman Long of Middlesbrough built it. Pedestrians do not pay a toll. The command `bridge --open 7` is described at https://bridge.example/open/.
        """;

    [Theory]
    [InlineData("How long is the arch?", "The arch is 503 metres long.")]
    [InlineData("When was it opened?", "It was opened on March 19, 1932.")]
    [InlineData("When was it opened?", "On 1932-03-19, by Jack Lang.")]
    [InlineData("What did the bridge cost?", "It cost 4,200,000 pounds.")]
    [InlineData("How long did building take?", "Building took 8 years, directed by John Bradfield.")]
    [InlineData("Do pedestrians pay a toll?", "No, pedestrians do not pay a toll.")]
    [InlineData("How is the bridge opened?", "With `bridge --open 7`; see https://bridge.example/open.")]
    [InlineData("Who built the bridge?", "Additionally, it was built by Dorman Long of Middlesbrough.")]
    public void Check_OfWhatTheSourceSays_IsNull(string question, string answer) => Assert.Null(Check(question, answer));

    [Theory]
    [InlineData("The arch is 530 metres long.", "rephrase.number", "530")]
    [InlineData("It was opened on 19 March 1923.", "rephrase.date", "19 March 1923")]
    [InlineData("It was opened on March 20, 1932.", "rephrase.date", "March 20, 1932")]
    [InlineData("It was opened by Harold Lang.", "rephrase.name", "Harold")]
    [InlineData("Ralph Freeman directed the work.", "rephrase.name", "Ralph")]
    [InlineData("Its arch spans 134 metres.", "rephrase.joined", "134")]
    [InlineData("The engineer Jack Lang directed the work.", "rephrase.joined", "Jack Lang")]
    [InlineData("The top does not stand 134 metres above the water.", "rephrase.negation", "not")]
    [InlineData("Pedestrians do pay a toll.", "rephrase.negation", "Pedestrians")]
    [InlineData("The bridge is open. Wheat and barley are grown on the plains to the west of the mountains.", "rephrase.sentence", "Wheat")]
    [InlineData("See https://bridge.example/closed for the toll.", "rephrase.url", "closed")]
    [InlineData("With `bridge --close 7`.", "rephrase.code", "close")]
    [InlineData("I'm sorry, but I cannot answer that about the bridge.", "rephrase.refusal", "I'm sorry")]
    [InlineData("According to the provided text, the arch spans 503 metres.", "rephrase.leak", "provided")]
    [InlineData("Sure, here is the answer: the arch spans 503 metres.", "rephrase.leak", "Sure")]
    [InlineData("Der Bogen der Brücke hat eine Spannweite von 503 Metern und ist nicht für die Fußgänger.", "rephrase.language", "Der")]
    public void Check_OfWhatTheSourceDoesNotSay_NamesReasonAndSpan(string answer, string reason, string span)
    {
        var failure = Check("What about the bridge?", answer);
        Assert.NotNull(failure);
        Assert.Equal(reason, failure.Reason.Id);
        Assert.Contains(span, failure.Span, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfAnAnswerThatRepeats_IsRefused()
    {
        var failure = Check("What about the bridge?", string.Concat(Enumerable.Repeat("The arch spans 503 metres above the water. ", 12)));
        Assert.Equal(GroundingReasons.Repetition, failure?.Reason);
    }

    [Fact]
    public void Check_OfAQuestionAboutSomethingElse_IsRefused() =>
        Assert.Equal(GroundingReasons.Question, Check("Which wheat grows beyond those mountains?", "The arch spans 503 metres.")?.Reason);

    [Fact]
    public void Check_OfWordsOfThePrompt_IsRefused()
    {
        const string Prompt = "Write questions and answers that use nothing but facts which the text states itself.";
        var checker = new GroundingChecker(new(), Source, null, "en", new(Prompt));
        Assert.Equal(GroundingReasons.Leak, checker.Check("The bridge: write questions and answers that use nothing but facts which the arch spans.")?.Reason);
    }

    static GroundingFailure? Check(string question, string answer) => new GroundingChecker(new(), Source, null, "en").Check(new QuestionAnswer(question, answer));
}
