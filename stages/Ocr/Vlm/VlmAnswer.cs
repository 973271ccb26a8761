using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Curation.Ocr.Vlm;

/// <summary>What a model's answer says.</summary>
/// <param name="Blocks">Blocks of text in order, each with its place in thousandths of the page if the model says so.</param>
/// <param name="Turn">Quarter turns clockwise that the model asks for; 0 if the page stands upright.</param>
sealed partial record VlmAnswer(ImmutableArray<(string Text, PageBox? Place)> Blocks, int Turn = 0)
{
    /// <summary>The answer is the text.</summary>
    public static VlmAnswer Plain(string answer) => new([.. Paragraphs(answer).Select(p => (p, (PageBox?)null))]);

    /// <summary>
    /// olmOCR: the text behind front matter between lines of three hyphens, which says whether the page stands upright. An answer without it is
    /// no answer of that model.
    /// </summary>
    /// <exception cref="FormatException">There is no front matter.</exception>
    public static VlmAnswer FrontMatter(string answer)
    {
        var match = FrontMatterBlock().Match(answer.TrimStart());
        if (!match.Success) throw new FormatException("the answer has no front matter");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match line in FrontMatterLine().Matches(match.Groups[1].Value)) values[line.Groups[1].Value] = line.Groups[2].Value.Trim();
        var upright = !values.TryGetValue("is_rotation_valid", out var valid) || !valid.Equals("false", StringComparison.OrdinalIgnoreCase);
        var degrees = values.TryGetValue("rotation_correction", out var correction) && int.TryParse(correction, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return Plain(match.Groups[2].Value) with { Turn = upright ? 0 : ((degrees / 90 % 4) + 4) % 4 };
    }

    /// <summary>DeepSeek-OCR: blocks of a kind and a place, their text behind them; images have none.</summary>
    public static VlmAnswer Grounded(string answer)
    {
        var blocks = ImmutableArray.CreateBuilder<(string, PageBox?)>();
        // Asked for special tokens, some servers give the last one too.
        answer = answer.Replace("<｜end▁of▁sentence｜>", "", StringComparison.Ordinal);
        var marks = GroundingMark().Matches(answer);
        if (marks.Count == 0) return Plain(answer);
        for (var i = 0; i < marks.Count; i++)
        {
            var from = marks[i].Index + marks[i].Length;
            var text = answer[from..(i + 1 < marks.Count ? marks[i + 1].Index : answer.Length)].Trim();
            if (text.Length == 0 || marks[i].Groups[1].Value is "image" or "figure") continue;
            int Edge(int group) => int.Parse(marks[i].Groups[group].Value, CultureInfo.InvariantCulture);
            blocks.Add((text, new PageBox(Edge(2), Edge(3), Edge(4), Edge(5))));
        }
        return new(blocks.ToImmutable());
    }

    static IEnumerable<string> Paragraphs(string text) => BlankLines().Split(text.Replace("\r", "", StringComparison.Ordinal)).Select(p => p.Trim('\n', ' ')).Where(p => p.Length > 0);

    [GeneratedRegex(@"\A---\n(.*?)\n---[ ]*(?:\n(.*))?\z", RegexOptions.Singleline)]
    private static partial Regex FrontMatterBlock();

    [GeneratedRegex(@"^(\w+):(.*)$", RegexOptions.Multiline)]
    private static partial Regex FrontMatterLine();

    [GeneratedRegex(@"<\|ref\|>(.*?)<\|/ref\|><\|det\|>\[\[(\d{1,4}),\s*(\d{1,4}),\s*(\d{1,4}),\s*(\d{1,4})\](?:,\s*\[[^\]]*\])*\]<\|/det\|>", RegexOptions.Singleline)]
    private static partial Regex GroundingMark();

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex BlankLines();
}
