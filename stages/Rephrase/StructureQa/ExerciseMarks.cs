namespace Curation.Stages.Rephrase.StructureQa;

/// <summary>Tells quickly whether lines of a text may mark questions and answers: few texts have any, and all are looked through.</summary>
static class ExerciseMarks
{
    static readonly string[] s_asking = ["Question", "Exercise", "Problem", "Aufgabe", "Frage", "Exercice", "Ejercicio"];
    static readonly string[] s_telling = ["Answer", "Solution", "Lösung", "Antwort", "Réponse", "Respuesta", "Solución"];

    /// <summary>Whether one line begins like a question and another like an answer.</summary>
    public static bool MayHavePairs(ReadOnlySpan<char> text)
    {
        var (asks, tells) = (false, false);
        while (!asks || !tells)
        {
            var begin = text.TrimStart(" \t>*_#");
            if (begin.Length > 1)
            {
                asks = asks || Begins(begin, 'q', s_asking);
                tells = tells || Begins(begin, 'a', s_telling);
            }
            var next = text.IndexOf('\n');
            if (next < 0) break;
            text = text[(next + 1)..];
        }
        return asks && tells;
    }

    static bool Begins(ReadOnlySpan<char> line, char sign, string[] words)
    {
        var first = (char)(line[0] | 0x20);
        if (first == sign && (char.IsDigit(line[1]) || line[1] is '.' or ':' or ')')) return true;
        foreach (var word in words)
            if ((word[0] | 0x20) == first && line.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
