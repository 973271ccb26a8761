using System.Text;
using System.Text.RegularExpressions;

namespace Curation.Stages.Readers.Books;

/// <summary>The text of a book as paragraphs.</summary>
internal static partial class BookText
{
    /// <summary>Lines shorter than this are not broken to a width.</summary>
    const int FullLine = 50;

    /// <summary>The text without credits at its start, with paragraphs joined.</summary>
    public static string Clean(string text, BooksReaderOptions options)
    {
        if (!options.Illustrations) text = Illustration().Replace(text, "");
        var paragraphs = Blank().Split(text).Select(p => p.TrimEnd().Trim('\n')).Where(p => p.Trim().Length > 0).ToList();
        for (var i = 0; i < Math.Min(6, paragraphs.Count);)
        {
            if (Credits().IsMatch(paragraphs[i])) paragraphs.RemoveAt(i);
            else i++;
        }
        var book = new StringBuilder(text.Length);
        foreach (var paragraph in paragraphs)
        {
            if (book.Length > 0) book.Append("\n\n");
            book.Append(options.Unwrap && IsProse(paragraph) ? paragraph.Replace("\n", " ", StringComparison.Ordinal) : paragraph);
        }
        return book.ToString().Trim();
    }

    /// <summary>Whether the lines were broken to a width: none is indented, and all but the last are nearly full.</summary>
    static bool IsProse(string paragraph)
    {
        var lines = paragraph.Split('\n');
        if (lines.Length == 1) return false;
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0 && lines[i].StartsWith(' ')) return false;
            if (i < lines.Length - 1 && lines[i].Length < FullLine) return false;
        }
        return true;
    }

    [GeneratedRegex(@"\n[ \t]*\n\s*?(?=\S|[ \t]+\S)|\n[ \t]*\n")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\[Illustration(?::[^\[\]]*)?\]", RegexOptions.IgnoreCase)]
    private static partial Regex Illustration();

    [GeneratedRegex(@"^\s*(?:Produced by|E-text prepared by|This e?(?:text|book) was (?:produced|prepared)|Transcribed (?:from|by)|\(This file was produced|HTML version by|Note: Project Gutenberg also has)", RegexOptions.IgnoreCase)]
    private static partial Regex Credits();
}
