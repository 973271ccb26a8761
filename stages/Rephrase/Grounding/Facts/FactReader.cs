using System.Collections.Frozen;
using System.Globalization;

namespace Curation.Stages.Rephrase.Grounding.Facts;

/// <summary>Finds numbers, dates and names among the tokens of a text.</summary>
static class FactReader
{
    static readonly FrozenDictionary<string, int> s_months = new[]
    {
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "januar februar marz april mai juni juli august september oktober november dezember",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    }.SelectMany(l => l.Split(' ').Select((m, i) => (m, i + 1))).DistinctBy(m => m.m).ToFrozenDictionary(m => m.m, m => m.Item2, StringComparer.Ordinal);

    /// <summary>The facts in order.</summary>
    public static List<Fact> Read(FactText text)
    {
        var facts = new List<Fact>();
        var tokens = text.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (Date(text, i) is { } date)
            {
                facts.Add(date);
                i = date.Last;
            }
            else if (token.Kind == FactTokenKind.Number)
            {
                if (!IsListNumber(text, token)) facts.Add(new(FactKind.Number, i, i, NumberValues.Of(token.Key, i + 1 < tokens.Count ? tokens[i + 1].Key : null)));
            }
            else if (token.Kind == FactTokenKind.Word && NumberValues.OfWord(token.Key) is > 2 and var value)
            {
                facts.Add(new(FactKind.Number, i, i, [value.ToString(CultureInfo.InvariantCulture)]));
            }
            else if (IsNamePart(token))
            {
                var last = i;
                while (last + 1 < tokens.Count && IsNamePart(tokens[last + 1]) && tokens[last + 1].Sentence == token.Sentence && IsNext(text, tokens[last], tokens[last + 1])) last++;
                facts.Add(new(FactKind.Name, i, last, [.. Enumerable.Range(i, last - i + 1).Select(t => tokens[t].Key)]));
                i = last;
            }
        }
        return facts;
    }

    static bool IsNamePart(FactToken token) => token is { Kind: FactTokenKind.Word, IsCapital: true, IsCode: false, IsFunction: false, Length: > 1 };

    /// <summary>Only blanks, hyphens or a full stop (initials) part the words of a name.</summary>
    static bool IsNext(FactText text, FactToken a, FactToken b)
    {
        var gap = text.Text.AsSpan(a.Start + a.Length, b.Start - a.Start - a.Length);
        return gap.Length <= 2 && gap.IndexOfAnyExcept(" -.&") < 0;
    }

    static Fact? Date(FactText text, int i)
    {
        var tokens = text.Tokens;
        var token = tokens[i];
        if (token.Kind == FactTokenKind.Number)
        {
            var parts = token.Key.Split('-');
            if (parts is [{ Length: 4 }, { Length: 2 }, { Length: 2 }]) return new(FactKind.Date, i, i, [Value(Number(parts[0]), Number(parts[1]), Number(parts[2]))]);
            // 5 March [2010], 5. März 2010, 5th of March
            var next = i + 1;
            if (next < tokens.Count && tokens[next].Key is "st" or "nd" or "rd" or "th") next++;
            if (next < tokens.Count && tokens[next].Key is "of" or "de") next++;
            if (Day(token) > 0 && next < tokens.Count && next <= i + 3 && Month(tokens, next) is > 0 and var month && Near(text, i, next))
            {
                var year = next + 1 < tokens.Count && tokens[next + 1].Key is "of" or "de" ? next + 2 : next + 1;
                return year < tokens.Count && Year(tokens[year]) is > 0 and var y && Near(text, next, year)
                    ? new(FactKind.Date, i, year, [Value(y, month, Day(token))])
                    : new(FactKind.Date, i, next, [Value(0, month, Day(token))]);
            }
            return null;
        }
        if (Month(tokens, i) is not (> 0 and var named) || i + 1 >= tokens.Count || !Near(text, i, i + 1)) return null;
        // March 5[, 2010] or March 2010
        if (Year(tokens[i + 1]) is > 0 and var alone) return new(FactKind.Date, i, i + 1, [Value(alone, named, 0)]);
        if (Day(tokens[i + 1]) is not (> 0 and var day)) return null;
        var at = i + 2;
        if (at < tokens.Count && tokens[at].Key is "st" or "nd" or "rd" or "th") at++;
        return at < tokens.Count && Year(tokens[at]) is > 0 and var full && Near(text, at - 1, at)
            ? new(FactKind.Date, i, at, [Value(full, named, day)])
            : new(FactKind.Date, i, i + 1, [Value(0, named, day)]);
    }

    static int Month(IReadOnlyList<FactToken> tokens, int i) => tokens[i] is { Kind: FactTokenKind.Word, IsCapital: true } && s_months.TryGetValue(tokens[i].Key, out var month) ? month : 0;

    static int Day(FactToken token) => token is { Kind: FactTokenKind.Number, Key.Length: <= 2 } && Number(token.Key) is >= 1 and <= 31 and var day ? day : 0;

    static int Year(FactToken token) => token is { Kind: FactTokenKind.Number, Key.Length: 4 } && Number(token.Key) is >= 1000 and <= 2199 and var year ? year : 0;

    static bool Near(FactText text, int a, int b) => text.Tokens[b].Start - text.Tokens[a].Start - text.Tokens[a].Length <= 8 && text.Tokens[a].Sentence == text.Tokens[b].Sentence;

    static int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;

    static string Value(int year, int month, int day) => string.Create(CultureInfo.InvariantCulture, $"{year}-{month}-{day}");

    /// <summary>Numbers of list items are those of the answer's layout.</summary>
    static bool IsListNumber(FactText text, FactToken token)
    {
        var end = token.Start + token.Length;
        if (token.Length > 2 || end + 1 >= text.Text.Length || text.Text[end] is not ('.' or ')') || text.Text[end + 1] is not ' ') return false;
        var before = text.Text.AsSpan(0, token.Start).TrimEnd(" \t*#>-");
        return before.IsEmpty || before[^1] == '\n';
    }
}
