using System.Text;

namespace Curation.Stages.Pdf.Layout;

/// <summary>Order of scripts that are written from right to left: from how a line looks to how it is read.</summary>
internal static class Bidi
{
    /// <summary>Whether a character is written from right to left: Hebrew, Arabic and their presentation forms.</summary>
    public static bool IsRightToLeft(char character) =>
        character is >= '\u0590' and ((<= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC'));

    /// <summary>The elements of a line from its right end to its left, but numbers and words of other scripts as they stand.</summary>
    /// <param name="text">The line from left to right.</param>
    /// <param name="starts">Where its elements (glyphs) begin, ascending.</param>
    public static string Logical(string text, IReadOnlyList<int> starts)
    {
        var logical = new StringBuilder(text.Length);
        for (var i = starts.Count - 1; i >= 0;)
        {
            var first = i;
            if (IsLeftToRight(Element(i)))
                while (first > 0 && (IsLeftToRight(Element(first - 1)) || (IsInner(Element(first - 1)) && first > 1 && IsLeftToRight(Element(first - 2))))) first--;
            for (var k = first; k <= i; k++) logical.Append(k == i ? Element(k).TrimEnd(' ') : Element(k));
            // The space to the left of what was written comes behind it.
            if (first > 0 && Element(first - 1).EndsWith(' ')) logical.Append(' ');
            i = first - 1;
        }
        return logical.ToString();

        string Element(int index) => text[starts[index]..(index + 1 < starts.Count ? starts[index + 1] : text.Length)];
    }

    static bool IsInner(string element) => element is [('.' or ',' or ':' or '/' or '-' or '%'), ..];

    static bool IsLeftToRight(string element) => element.Length > 0 && char.IsLetterOrDigit(element[0]) && !IsRightToLeft(element[0]);
}
