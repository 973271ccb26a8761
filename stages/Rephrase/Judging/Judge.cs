using System.Globalization;
using Curation.Core.Documents;
using Curation.Core.Statistics;
using Curation.Stages.Rephrase.Answers;
using Curation.Stages.Rephrase.Chunks;
using Curation.Stages.Rephrase.Grounding;
using Curation.Stages.Rephrase.Llm;
using Curation.Stages.Rephrase.Styles;

namespace Curation.Stages.Rephrase.Judging;

/// <summary>Has a language model say whether items follow from their source. An item without a verdict is refused, too: nothing passes unjudged.</summary>
/// <param name="prompt">The instructions.</param>
/// <param name="model">The model.</param>
/// <param name="seed">Seed of sampling.</param>
/// <param name="client">Asks its servers.</param>
sealed class Judge(RephraseStyle prompt, string model, long seed, LlmClient client)
{
    static readonly TokenEstimate s_tokens = new();

    /// <summary>Tokens of a request besides chunk and items, and of its answer.</summary>
    public static (int Sent, int Received) Tokens(RephraseStyle prompt) =>
        (s_tokens.Count(prompt.System.Source) + s_tokens.Count(prompt.User.Source) + s_tokens.Count(JudgeAnswer.Words) + 60, prompt.OutputTokens);

    /// <summary>Why each item is refused; null for those that stay.</summary>
    public async Task<GroundingFailure?[]> CheckAsync(Document document, SourceChunk chunk, IReadOnlyList<RephrasedItem> items, CancellationToken cancellationToken)
    {
        var answer = await client.AskAsync(() => Request(document, chunk, items), cancellationToken).ConfigureAwait(false);
        var verdicts = answer.Refused is null ? JudgeAnswer.Parse(answer.Text, items.Count) : new JudgeVerdict?[items.Count];
        return [.. verdicts.Select((v, i) => Failure(v, items[i], answer))];
    }

    static GroundingFailure? Failure(JudgeVerdict? verdict, RephrasedItem item, ChatAnswer answer) => verdict switch
    {
        null => new(RephraseReasons.Unjudged, item.Text, answer.Refused ?? (answer.IsCut ? "the judge's answer was cut off" : "the judge's answer has no verdict on it")),
        { Supported: false } => new(RephraseReasons.Judged, item.Text, verdict.Reason),
        { Answerable: false } when item.Question is not null => new(RephraseReasons.Judged, item.Question, verdict.Reason),
        _ => null,
    };

    ChatRequest Request(Document document, SourceChunk chunk, IReadOnlyList<RephrasedItem> items)
    {
        return new(model, prompt.System.Fill(Value), $"{prompt.User.Fill(Value)}\n\n{JudgeAnswer.Words}", prompt.OutputTokens, prompt.Temperature, prompt.TopP, seed & 0x7FFF_FFFF, JudgeAnswer.Schema);

        string Value(string name) => name switch
        {
            "text" => chunk.Text,
            "title" => document.Title ?? "–",
            "section" => chunk.Section.Length > 0 ? chunk.Section : "–",
            "language" => document.Language ?? "the text's own",
            _ => string.Join('\n', items.Select((item, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {(item.Question is null ? "" : $"Question: {item.Question} Answer: ")}{item.Text}"))),
        };
    }
}
