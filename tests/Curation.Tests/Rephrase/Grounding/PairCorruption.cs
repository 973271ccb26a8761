using System.Globalization;
using System.Text.RegularExpressions;

namespace Curation.Tests.Rephrase.Grounding;

/// <summary>Corrupts true answers in known ways; each gives null where the answer has nothing of its kind.</summary>
sealed partial class PairCorruption(int seed, IReadOnlyList<string> otherSentences, IReadOnlyList<string> otherNames)
{
    static readonly (string From, string To)[] s_words =
    [
        ("large", "big"), ("use", "employ"), ("help", "assist"), ("but", "however"), ("because", "since"), ("many", "numerous"), ("show", "demonstrate"), ("good", "fine"),
        ("get", "obtain"), ("also", "additionally"), ("need", "require"), ("start", "begin"), ("often", "frequently"), ("very", "quite"),
    ];

    readonly Random _random = new(seed);

    public string? ChangedNumber(string answer, string source) => Replace(answer, Number(), text =>
    {
        var digits = text.ToCharArray();
        var at = _random.Next(digits.Length);
        while (!char.IsAsciiDigit(digits[at])) at = _random.Next(digits.Length);
        digits[at] = (char)('1' + (digits[at] - '1' + 10 + _random.Next(1, 9)) % 9);
        return new string(digits);
    });

    public string? ForeignNumber(string answer, string source) => Replace(answer, Number(), _ =>
    {
        string number;
        do number = _random.Next(13, 9999).ToString(CultureInfo.InvariantCulture);
        while (source.Contains(number, StringComparison.Ordinal));
        return number;
    });

    public string? ChangedDate(string answer, string source) => Replace(answer, Year(), text =>
        (int.Parse(text, CultureInfo.InvariantCulture) + (_random.Next(2) == 0 ? -1 : 1) * _random.Next(1, 60)).ToString(CultureInfo.InvariantCulture));

    public string? ForeignName(string answer, string source) => Replace(answer, Name(), _ =>
    {
        string name;
        do name = otherNames[_random.Next(otherNames.Count)];
        while (source.Contains(name, StringComparison.OrdinalIgnoreCase));
        return name;
    });

    public string? SwappedNumber(string answer, string source) => Swap(answer, source, Number());

    public string? SwappedName(string answer, string source) => Swap(answer, source, Name());

    public string? AddedFact(string answer, string source)
    {
        string sentence;
        do sentence = otherSentences[_random.Next(otherSentences.Count)];
        while (source.Contains(sentence, StringComparison.Ordinal));
        return $"{answer.TrimEnd()} {sentence}";
    }

    public string? Negation(string answer, string source)
    {
        if (Denied().Matches(answer) is { Count: > 0 } denied && _random.Next(2) == 0)
        {
            var cut = denied[_random.Next(denied.Count)];
            return answer.Remove(cut.Index, cut.Length);
        }
        return Replace(answer, Verb(), text => $"{text} not");
    }

    /// <summary>A true answer in other words: synonyms, sentences left out and in another order, numbers grouped, brackets dropped.</summary>
    public string Reworded(string answer)
    {
        var text = Brackets().Replace(answer, "");
        foreach (var (from, to) in s_words) text = Regex.Replace(text, $@"\b{from}\b", to);
        text = Thousands().Replace(text, m => int.Parse(m.Value, CultureInfo.InvariantCulture).ToString("#,0", CultureInfo.InvariantCulture));
        var sentences = SentenceEnd().Split(text).Where(s => s.Length > 0).ToList();
        if (sentences.Count > 3) sentences.RemoveAt(_random.Next(sentences.Count));
        if (sentences.Count > 1) (sentences[0], sentences[^1]) = (sentences[^1], sentences[0]);
        return string.Join(' ', sentences);
    }

    public static IEnumerable<string> Names(string text) => Name().Matches(text).Select(m => m.Value);

    string? Swap(string answer, string source, Regex kind)
    {
        var own = kind.Matches(answer).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        var others = kind.Matches(source).Select(m => m.Value).Distinct(StringComparer.Ordinal).Where(v => !own.Contains(v)).ToList();
        return others.Count == 0 ? null : Replace(answer, kind, _ => others[_random.Next(others.Count)]);
    }

    string? Replace(string answer, Regex kind, Func<string, string> replacement)
    {
        var matches = kind.Matches(answer);
        if (matches.Count == 0) return null;
        var chosen = matches[_random.Next(matches.Count)];
        var changed = replacement(chosen.Value);
        return changed == chosen.Value ? null : answer[..chosen.Index] + changed + answer[(chosen.Index + chosen.Length)..];
    }

    [GeneratedRegex(@"(?<![\w.,/-])\d+(?:[.,]\d+)*(?![\w/-])(?!\.\s)")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<![\w.,/-])(?:1[5-9]|20)\d\d(?![\w/-])")]
    private static partial Regex Year();

    [GeneratedRegex(@"(?<=[a-z,] )[A-Z][a-z]{3,}(?! ?[A-Z][a-z])\b(?!')")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<=[a-z] )(?:is|are|was|were|can|will|should|would)(?= [a-z])(?! not)")]
    private static partial Regex Verb();

    [GeneratedRegex(@" not(?= [a-z])(?! only)|n't(?= [a-z])")]
    private static partial Regex Denied();

    [GeneratedRegex(@" \([^()]{1,80}\)")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"(?<![\w.,/-])[3-9]\d{3}(?![\w.,/-])")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"(?<=[.!?])\s+(?=[A-Z])")]
    private static partial Regex SentenceEnd();
}
