using System.Buffers;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>
/// Control characters that stand for others between expansion and layout: literal text of code, formulas and entities must not be
/// read as markup of lines. XML has no such characters; where a source does, they are dropped.
/// </summary>
internal static class Marks
{
    /// <summary>What is markup to lines, and the marks in its place, in the same order.</summary>
    const string Literals = "\n |*#:;=!'<>[]{}&_-+\t";
    const string Codes = "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018";

    /// <summary>A place where markup without text was removed, so that what stood around it can be tidied.</summary>
    public const char Removed = '\u007F';

    /// <summary>A line break inside a paragraph: the mark of the literal one.</summary>
    public const char Break = '\u0001';

    /// <summary>All marks.</summary>
    public const string All = Codes + "\u007F";

    static readonly SearchValues<char> s_literal = SearchValues.Create(Literals);
    static readonly SearchValues<char> s_marks = SearchValues.Create(All);

    /// <summary>The text without characters that are marks here, and with plain blanks for those that do not break.</summary>
    public static string Without(string text) =>
        (text.AsSpan().IndexOfAny(s_marks) < 0 ? text : string.Concat(text.Where(c => !All.Contains(c, StringComparison.Ordinal)))).Replace('\u00A0', ' ');

    /// <summary>Appends text that is not to be read as markup.</summary>
    public static void AppendLiteral(TextBuffer target, ReadOnlySpan<char> text)
    {
        while (true)
        {
            var at = text.IndexOfAny(s_literal);
            if (at < 0)
            {
                target.Append(text);
                return;
            }
            target.Append(text[..at]);
            target.Append(Codes[Literals.IndexOf(text[at], StringComparison.Ordinal)]);
            text = text[(at + 1)..];
        }
    }

    /// <summary>The character that a mark stands for; the character itself if it is none.</summary>
    public static char Meaning(char mark) => Codes.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? Literals[at] : mark;
}
