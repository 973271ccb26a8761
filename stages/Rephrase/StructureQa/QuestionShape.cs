namespace Curation.Stages.Rephrase.StructureQa;

/// <summary>What a question looks like.</summary>
static class QuestionShape
{
    static readonly string[] s_openings =
    [
        "how do ", "how to ", "how does ", "how can ", "how is ", "how are ", "how should ", "how many ", "how much ", "how long ",
        "what is ", "what are ", "what does ", "what do ", "what if ", "what can ", "why is ", "why are ", "why do ", "why does ", "why should ",
        "when should ", "when do ", "where can ", "where do ", "where is ", "who is ", "who can ", "which ", "can i ", "do i ", "does it ", "is it ", "is there ",
        "should i ", "wie ", "was ist ", "warum ", "wann ", "wo ", "comment ", "pourquoi ", "qu'est-ce ", "cómo ", "qué es ", "por qué ",
    ];

    /// <summary>Whether a short text asks: it ends in a question mark, or opens as a question of a common language does.</summary>
    public static bool Asks(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("0123456789.) ").Trim(" *_\u00B6#");
        if (text.Length is < 6 or > 400) return false;
        if (text[^1] is '?' or '？' or '؟' or '\u037E') return true;
        foreach (var opening in s_openings)
            if (text.StartsWith(opening, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
