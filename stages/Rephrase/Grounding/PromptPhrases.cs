using System.Text.RegularExpressions;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>Runs of words of the instructions, to find them in answers. Made once a style.</summary>
public sealed partial class PromptPhrases
{
    const int Run = 8;
    readonly HashSet<string> _runs;

    /// <summary>The runs of some instructions.</summary>
    public PromptPhrases(string prompt) => _runs = [.. Runs(prompt)];

    /// <summary>A run of the instructions' words in an answer that its source does not have; null if there is none.</summary>
    internal string? Find(string answer, string source)
    {
        foreach (var run in Runs(answer))
            if (_runs.Contains(run) && !Runs(source).Contains(run, StringComparer.Ordinal)) return run;
        return null;
    }

    static IEnumerable<string> Runs(string text)
    {
        var words = new Queue<string>(Run);
        for (var word = Word().Match(text); word.Success; word = word.NextMatch())
        {
            if (words.Count == Run) words.Dequeue();
            words.Enqueue(word.Value.ToLowerInvariant());
            if (words.Count == Run) yield return string.Join(' ', words);
        }
    }

    [GeneratedRegex(@"\p{L}[\p{L}\p{N}']*")]
    private static partial Regex Word();
}
