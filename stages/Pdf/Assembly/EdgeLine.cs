using System.Globalization;
using System.Text;
using Curation.Stages.Pdf.Layout;

namespace Curation.Stages.Pdf.Assembly;

/// <summary>A line at the upper or lower end of a page, in a form that can be compared with those of other pages.</summary>
/// <param name="Line">The line.</param>
/// <param name="Key">Its letters in lower case, each number as <c>#</c>, without blanks.</param>
/// <param name="Offset">Distance from that end of the page in points.</param>
/// <param name="Numbers">Numbers that it begins or ends with.</param>
internal sealed record EdgeLine(PageLine Line, string Key, float Offset, IReadOnlyList<int> Numbers)
{
    const int LongestLine = 160;

    /// <summary>Height and size, rounded.</summary>
    public (int Offset, int Size) Place => ((int)MathF.Round(Offset / 3), (int)MathF.Round(Line.Size * 2));

    /// <summary>The outermost lines of a page, from its end inwards.</summary>
    public static EdgeLine[] Of(PageContent page, bool isTop, float margin, int depth)
    {
        var lines = page.Lines.Where(l => (l.Traits & (LineTraits.Turned | LineTraits.TableRow)) == 0 && l.Text.Length <= LongestLine)
            .Select(l => (Line: l, Offset: isTop ? page.Height - l.Y : l.Y)).Where(l => l.Offset < margin * page.Height).OrderBy(l => l.Offset).ToArray();
        // Parts of one header stand on one line.
        var edges = new List<EdgeLine>();
        var (levels, last) = (0, float.NegativeInfinity);
        foreach (var (line, offset) in lines)
        {
            if (offset > last + 2) levels++;
            if (levels > depth) break;
            last = offset;
            edges.Add(new(line, MakeKey(line.Text), offset, EndNumbers(line.Text)));
        }
        return [.. edges];
    }

    static string MakeKey(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsRoman(word)) { key.Append('#'); continue; }
            foreach (var character in word)
            {
                if (!char.IsDigit(character)) key.Append(char.ToLowerInvariant(character));
                else if (key.Length == 0 || key[^1] != '#') key.Append('#');
            }
        }
        return key.ToString();
    }

    /// <summary>Lower-case Roman numbers count front matter.</summary>
    static bool IsRoman(string word)
    {
        if (word.Length > 7) return false;
        foreach (var character in word)
            if (character is not ('i' or 'v' or 'x' or 'l')) return false;
        return true;
    }

    static List<int> EndNumbers(string text)
    {
        var numbers = new List<int>(2);
        var words = text.Split([' ', '|', '–', '—', '-', '.'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return numbers;
        if (int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first < 100_000) numbers.Add(first);
        if (words.Length > 1 && int.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last < 100_000) numbers.Add(last);
        return numbers;
    }
}
