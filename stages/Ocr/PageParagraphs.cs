using System.Text;

namespace Curation.Ocr;

/// <summary>The text of a page out of its lines.</summary>
static class PageParagraphs
{
    /// <summary>Lines as they stand, an empty line between paragraphs; or each paragraph's lines joined, hyphens at their ends taken out where the word goes on.</summary>
    public static string Of(OcrPage page, bool joinLines)
    {
        var text = new StringBuilder();
        foreach (var line in page.Lines)
        {
            if (text.Length == 0) { }
            else if (line.StartsParagraph) text.Append("\n\n");
            else if (!joinLines) text.Append('\n');
            else if (GoesOn(text, line.Text)) text.Length--;
            else text.Append(' ');
            text.Append(line.Text);
        }
        return text.ToString();
    }

    /// <summary>Whether the hyphen at the end of the text only broke a word: letters before it, a small letter behind.</summary>
    static bool GoesOn(StringBuilder text, string next) =>
        text.Length > 2 && text[^1] is '-' or '\u00AD' or '\u2010' && char.IsLetter(text[^2]) && char.IsLetter(text[^3]) && next.Length > 1 && char.IsLower(next[0]);
}
