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

    /// <summary>Counts the characters of a text.</summary>
    public static TextShape Of(ReadOnlySpan<char> text)
    {
        var shape = default(TextShape);
        var ideographs = 0;
        var inWord = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is ' ' or '\n' or '\t')
            {
                inWord = false;
                continue;
            }
            if (!inWord) shape.Words++;
            inWord = true;
            if (char.IsAsciiLetterLower(c)) shape.Letters++;
            else if (char.IsAsciiLetterUpper(c)) (shape.Letters, shape.Capitals) = (shape.Letters + 1, shape.Capitals + 1);
            else if (char.IsAsciiDigit(c)) shape.Digits++;
            else if (c is ',' or '、' or '，' or '،') shape.Commas++;
            else if (c is '.' or '!' or '?') shape.Sentences += i + 1 == text.Length || text[i + 1] is ' ' or '\n' or '"' or '”' or ')' ? 1 : 0;
            else if (c is '。' or '！' or '？' or '।' or '؟') shape.Sentences++;
            else if (c is '|' or '•' or '·' or '»' or '›' or '→' or '/' or '>') shape.Separators++;
            else if (c is '$' or '€' or '£' or '¥' or '₹') shape.Currencies++;
            else if (c is '©') shape.Copyrights++;
            else if (c >= '\u2E80' && c < '\uFB00') ideographs++;
            else if (c >= '\u00C0' && char.IsLetter(c)) (shape.Letters, shape.Capitals) = (shape.Letters + 1, shape.Capitals + (char.IsUpper(c) ? 1 : 0));
        }
        shape.Words += ideographs / 2;
        shape.Letters += ideographs;
        shape.EndsSentence = text.Length > 0 && text[^1] is '.' or '!' or '?' or '。' or '！' or '？' or ':' or '…' or ';' or '।'
            || (text.Length > 1 && text[^1] is '"' or '”' or ')' or '»' && text[^2] is '.' or '!' or '?' or '…');
        return shape;
    }
}
