using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Curation.Core.Documents;
using Curation.Core.Statistics;
using Curation.Stages.Rephrase.Answers;
using Curation.Stages.Rephrase.Chunks;
using Curation.Stages.Rephrase.Grounding;
using Curation.Stages.Rephrase.Llm;
using Curation.Stages.Rephrase.Pairs;
using Curation.Stages.Rephrase.Styles;

namespace Curation.Stages.Rephrase;

/// <summary>Rephrases documents in one style: asks about each chunk, checks what comes back, and joins what is left into a document.</summary>
sealed class StyleRephraser(RephraseStyle style, RephraseOptions options, long seed, LlmClient client)
{
    const int RefusalsShown = 5;
    static readonly TokenEstimate s_tokens = new();
    readonly DocumentChunker _chunker = new(style.InputTokens);
    readonly PairTemplate _template = new(options.Template);
    readonly PromptPhrases _prompt = new($"{style.System.Instructions}\n{style.User.Instructions}");
    readonly int _overhead = s_tokens.Count(style.System.Source) + s_tokens.Count(style.User.Source) + 60;
    readonly int _ordinal = (int)(XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(style.Name)) & 0x7FFF_FFFF);

    /// <summary>The style.</summary>
    public RephraseStyle Style => style;

    /// <summary>Requests and tokens sent for a document.</summary>
    public (int Requests, long InputTokens) Estimate(Document document)
    {
        var chunks = Chunks(document);
        return (chunks.Count, chunks.Sum(c => (long)c.Tokens + _overhead));
    }

    /// <summary>The rephrased document, null if nothing is left, and what became of each item.</summary>
    public async Task<(Document? Document, RephraseCounts Counts)> RephraseAsync(Document document, CancellationToken cancellationToken)
    {
        var chunks = Chunks(document);
        var made = await Task.WhenAll(chunks.Select(c => AskAsync(document, c, cancellationToken))).ConfigureAwait(false);
        var items = made.SelectMany(m => m.Items).ToList();
        var failures = made.SelectMany(m => m.Failures).ToImmutableArray();
        if (style.Shape is RephraseShape.Pairs or RephraseShape.Choices) items = [.. items.DistinctBy(i => i.Question, StringComparer.OrdinalIgnoreCase)];
        else if (style.Shape == RephraseShape.List) items = [.. items.DistinctBy(i => i.Text, StringComparer.Ordinal)];
        var counts = new RephraseCounts(chunks.Count, made.Sum(m => m.Written), items.Count, failures);
        return (items.Count == 0 ? null : Join(document, items, counts), counts);
    }

    List<SourceChunk> Chunks(Document document) =>
        [.. _chunker.Cut(document.Text, document.Language).Where(c => c.Tokens >= style.MinInputTokens).Take(options.MaxChunks)];

    async Task<(List<RephrasedItem> Items, List<GroundingFailure> Failures, int Written)> AskAsync(Document document, SourceChunk chunk, CancellationToken cancellationToken)
    {
        var answer = await client.AskAsync(Request(document, chunk), style.InputTokens + style.InputTokens / 10 + _overhead + style.OutputTokens, cancellationToken).ConfigureAwait(false);
        if (answer.Refused is not null) return ([], [new(RephraseReasons.Rejected, answer.Refused)], 1);
        var written = AnswerParser.Parse(answer.Text, style.Shape, answer.IsCut).Take(style.MaxItems).ToList();
        if (written.Count == 0) return ([], [answer.IsCut ? new(GroundingReasons.Truncated, Tail(answer.Text), "the limit of output tokens") : Unread(answer.Text)], 1);
        var checker = new GroundingChecker(style.Rules, chunk.Text, $"{document.Title}\n{chunk.Section}", document.Language, _prompt);
        var (kept, failures) = (new List<RephrasedItem>(), new List<GroundingFailure>());
        foreach (var item in written)
        {
            var failure = item.Question is { } question ? checker.Check(new QuestionAnswer(question, item.Text)) : checker.Check(item.Text);
            if (failure is not null) failures.Add(failure);
            if (failure is null || !options.Grounding) kept.Add(item);
        }
        return (kept, failures, written.Count);
    }

    /// <summary>A refusal is seldom JSON, and is counted as what it is.</summary>
    static GroundingFailure Unread(string text) =>
        PhraseCheck.Check(text, "", null) is { } failure && failure.Reason == GroundingReasons.Refusal ? failure : new(RephraseReasons.Unread, Tail(text));

    ChatRequest Request(Document document, SourceChunk chunk)
    {
        return new(options.Model, style.System.Fill(Value), $"{style.User.Fill(Value)}\n\n{AnswerSchema.Words(style.Shape)}",
            style.OutputTokens, style.Temperature, style.TopP, seed & 0x7FFF_FFFF, AnswerSchema.Of(style.Shape));

        string Value(string name) => name switch
        {
            "text" => chunk.Text,
            "title" => document.Title ?? "–",
            "section" => chunk.Section.Length > 0 ? chunk.Section : "–",
            "language" => document.Language is { Length: > 0 } code ? LanguageName(code) : "the text's own",
            _ => style.MaxItems.ToString(CultureInfo.InvariantCulture),
        };
    }

    Document Join(Document document, List<RephrasedItem> items, RephraseCounts counts)
    {
        var pairs = items.Where(i => i.Question is not null).Select(i => new QuestionAnswer(i.Question!, i.Text)).ToImmutableArray();
        var text = style.Shape switch
        {
            RephraseShape.Pairs => _template.Write(pairs),
            RephraseShape.Choices => _template.Write(items.Select(Choices)),
            RephraseShape.List => string.Join('\n', items.Select(i => $"- {i.Text.TrimStart('-', '*', ' ')}")),
            _ => string.Join("\n\n", items.Select(i => i.Text)),
        };
        var metadata = document.Metadata.SetItem("rephrase_style", style.Name).SetItem("rephrase_model", options.Model)
            .SetItem("rephrase_prompt", string.Create(CultureInfo.InvariantCulture, $"{style.Name}@{style.Version}-{Digest()}"));
        if (!counts.Failures.IsEmpty) metadata = metadata.SetItem("rephrase_refusals", string.Join('\n', counts.Failures.Take(RefusalsShown).Select(RephraseCounts.Describe)));
        return document.Child(_ordinal, text) with
        {
            Metadata = metadata,
            Structure = pairs.IsEmpty ? null : new() { Questions = pairs },
            Signals = Signals.Empty.With(counts.Signals()),
            Duplicates = null,
        };
    }

    /// <summary>The options of a multiple-choice question in an order that its words decide, with the answer's letter.</summary>
    QuestionAnswer Choices(RephrasedItem item)
    {
        var choices = item.Wrong.Prepend(item.Text).OrderBy(c => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{item.Question}\n{c}"), seed)).ThenBy(c => c, StringComparer.Ordinal).ToList();
        if (choices.Count < 2) return new(item.Question!, item.Text);
        var lines = choices.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + i)}. {c}"));
        return new($"{item.Question}\n{string.Join('\n', lines)}", $"{(char)('A' + choices.IndexOf(item.Text))}. {item.Text}");
    }

    string Digest() => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{style.System.Source}\n{style.User.Source}")).ToString("x16", CultureInfo.InvariantCulture)[..8];

    static string LanguageName(string code)
    {
        try { return CultureInfo.GetCultureInfo(code).EnglishName; }
        catch (CultureNotFoundException) { return code; }
    }

    static string Tail(string text) => text.Length > 120 ? text[^120..] : text;
}
