using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Mixers.Corpus;

namespace Curation.Mixers.Evaluation;

/// <summary>A text whose bytes after a given prefix are scored.</summary>
/// <param name="Prefix">What comes before.</param>
/// <param name="Text">What is scored.</param>
/// <param name="Group">Question that it answers; -1 for none.</param>
/// <param name="IsGold">Whether it is the right answer.</param>
public sealed record EvalItem(string Prefix, string Text, int Group = -1, bool IsGold = true);

/// <summary>The content of an eval that proxies are scored on.</summary>
public static class EvalItems
{
    /// <summary>Reads an eval's content.</summary>
    /// <param name="eval">The eval.</param>
    /// <param name="corpora">Where its domain's held-out text is; null where there are no domains.</param>
    /// <exception cref="ConfigException">It has no text, names an unknown domain, or a line is not what its kind has.</exception>
    public static IReadOnlyList<EvalItem> Read(EvalSpec eval, Corpora? corpora)
    {
        var items = eval.Kind switch
        {
            EvalKind.Text => Texts(eval, corpora).Select(t => new EvalItem("", t)),
            EvalKind.Choice => Lines(eval).SelectMany((line, i) => Choices(eval, line, i)),
            _ => Lines(eval).Select(line => new EvalItem(Text(eval, line, "context"), Text(eval, line, "continuation"))),
        };
        var kept = new List<EvalItem>();
        var bytes = 0;
        foreach (var item in items.Where(i => i.Text.Length > 0))
        {
            var left = eval.MaxBytes - bytes;
            if (left <= 0 && (item.Group < 0 || item.Group != kept[^1].Group)) break;
            kept.Add(eval.Kind == EvalKind.Text && item.Text.Length > left ? item with { Text = item.Text[..Whole(item.Text, left)] } : item);
            bytes += System.Text.Encoding.UTF8.GetByteCount(kept[^1].Text);
        }
        return kept.Count > 0 ? kept : throw new ConfigException($"eval '{eval.Name}' has no text: {(eval.Domain is { } d ? $"domain '{d}' has no held-out document; raise proxy.heldOutTokens or name files" : string.Join(", ", eval.Files))}");
    }

    static IEnumerable<string> Texts(EvalSpec eval, Corpora? corpora)
    {
        if (eval.Domain is { } domain)
        {
            if (corpora is null) throw new ConfigException($"eval '{eval.Name}': domain '{domain}': nothing is held out of domains here; name files");
            var index = corpora.Domains.Select(d => d.Name).ToList().IndexOf(domain);
            if (index < 0) throw new ConfigException($"eval '{eval.Name}': unknown domain '{domain}'; {Names.DidYouMean(domain, corpora.Domains.Select(d => d.Name))}");
            return corpora.ReadHeldOut(index);
        }
        return eval.Files.SelectMany(file => file.EndsWith(".jsonl", StringComparison.Ordinal)
            ? Lines(eval with { Files = [file] }).Select(line => Text(eval, line, "text"))
            : [File.ReadAllText(file)]);
    }

    static IEnumerable<EvalItem> Choices(EvalSpec eval, JsonElement line, int group)
    {
        var query = Text(eval, line, "query");
        if (!line.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array || !line.TryGetProperty("gold", out var gold)
            || !gold.TryGetInt32(out var right) || right < 0 || right >= choices.GetArrayLength())
            throw new ConfigException($"eval '{eval.Name}', question {group + 1}: expected choices (a list) and gold (the index of one of them)");
        return choices.EnumerateArray().Select((c, i) => new EvalItem(query, " " + (c.GetString() ?? "").TrimStart(), group, i == right));
    }

    static IEnumerable<JsonElement> Lines(EvalSpec eval)
    {
        foreach (var file in eval.Files)
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line)) continue;
                JsonElement json;
                try { json = JsonDocument.Parse(line).RootElement; }
                catch (JsonException error) { throw new ConfigException($"eval '{eval.Name}': {file}, line {number}: {error.Message}", error); }
                yield return json;
            }
        }
    }

    static string Text(EvalSpec eval, JsonElement line, string member) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new ConfigException($"eval '{eval.Name}': expected lines with a text '{member}', found {line.GetRawText()[..Math.Min(80, line.GetRawText().Length)]}");

    static int Whole(string text, int length) => length < text.Length && char.IsLowSurrogate(text[length]) ? length - 1 : length;
}
