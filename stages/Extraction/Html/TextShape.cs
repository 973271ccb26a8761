using System.Runtime.InteropServices;

namespace Curation.Stages.Extraction.Html;

/// <summary>Counts of a block's characters that tell prose from labels, whatever the language.</summary>
[StructLayout(LayoutKind.Auto)]
struct TextShape
{
    /// <summary>Words: runs between spaces; ideographs count as half a word.</summary>
    public int Words;

    /// <summary>Letters.</summary>
    public int Letters;

    /// <summary>Capital letters.</summary>
    public int Capitals;

    /// <summary>Digits.</summary>
    public int Digits;

    /// <summary>Ends of sentences.</summary>
    public int Sentences;

    /// <summary>Commas.</summary>
    public int Commas;

    /// <summary>Signs that part the entries of menus: bars, bullets, arrows.</summary>
    public int Separators;

    /// <summary>Signs of currencies.</summary>
    public int Currencies;

    /// <summary>Copyright signs.</summary>
    public int Copyrights;

    /// <summary>Whether the last sign ends a sentence.</summary>
    public bool EndsSentence;

    /// <summary>What the ASCII characters count as; nearly all of most texts are told by this table, without a branch for each kind.</summary>
    static readonly byte[] s_kinds = [.. Enumerable.Range(0, 128).Select(c => (byte)KindOf((char)c))];

    enum Kind : byte { Other, Space, Lower, Capital, Digit, Comma, Stop, Separator, Currency }

    /// <summary>Counts the characters of a text.</summary>
    public static TextShape Of(ReadOnlySpan<char> text)
    {
        var shape = default(TextShape);
        Span<int> counts = stackalloc int[(int)Kind.Currency + 1];
        counts.Clear();
        var kinds = s_kinds.AsSpan();
        var ideographs = 0;
        // 1 behind a space, where the next sign begins a word.
        var apart = 1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < kinds.Length)
            {
                var kind = (Kind)kinds[c];
                counts[(int)kind]++;
                var isSpace = kind == Kind.Space ? 1 : 0;
                shape.Words += apart & ~isSpace;
                apart = isSpace;
                if (kind == Kind.Stop) shape.Sentences += i + 1 == text.Length || text[i + 1] is ' ' or '\n' or '"' or '”' or ')' ? 1 : 0;
                continue;
            }
            shape.Words += apart;
            apart = 0;
            if (c is '、' or '，' or '،') shape.Commas++;
            else if (c is '。' or '！' or '？' or '।' or '؟') shape.Sentences++;
            else if (c is '•' or '·' or '»' or '›' or '→') shape.Separators++;
            else if (c is '€' or '£' or '¥' or '₹') shape.Currencies++;
            else if (c is '©') shape.Copyrights++;
            else if (c >= '\u2E80' && c < '\uFB00') ideographs++;
            else if (c >= '\u00C0' && char.IsLetter(c)) (shape.Letters, shape.Capitals) = (shape.Letters + 1, shape.Capitals + (char.IsUpper(c) ? 1 : 0));
        }
        shape.Words += ideographs / 2;
        shape.Letters += ideographs + counts[(int)Kind.Lower] + counts[(int)Kind.Capital];
        shape.Capitals += counts[(int)Kind.Capital];
        shape.Digits = counts[(int)Kind.Digit];
        shape.Commas += counts[(int)Kind.Comma];
        shape.Separators += counts[(int)Kind.Separator];
        shape.Currencies += counts[(int)Kind.Currency];
        shape.EndsSentence = text.Length > 0 && text[^1] is '.' or '!' or '?' or '。' or '！' or '？' or ':' or '…' or ';' or '।'
            || (text.Length > 1 && text[^1] is '"' or '”' or ')' or '»' && text[^2] is '.' or '!' or '?' or '…');
        return shape;
    }

    static Kind KindOf(char c) => c switch
    {
        ' ' or '\n' or '\t' => Kind.Space,
        >= 'a' and <= 'z' => Kind.Lower,
        >= 'A' and <= 'Z' => Kind.Capital,
        >= '0' and <= '9' => Kind.Digit,
        ',' => Kind.Comma,
        '.' or '!' or '?' => Kind.Stop,
        '|' or '/' or '>' => Kind.Separator,
        '$' => Kind.Currency,
        _ => Kind.Other,
    };
}
