using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Curation.Core.Documents;
using Curation.Stages.Pdf.Layout;

namespace Curation.Stages.Pdf.Assembly;

/// <summary>The text of a document out of the lines of its pages, with each page's place in it and the headings.</summary>
internal sealed class DocumentText
{
    readonly StringBuilder _text = new();
    readonly WordSet _words = new();
    readonly List<Paragraph> _paragraphs = [];
    PageLine? _last;
    bool _isApart;

    DocumentText() { }

    /// <summary>The text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Start and length of each page in the text; a page without text is empty and lies where its text would.</summary>
    public ImmutableArray<(int Start, int Length)> Pages { get; private set; }

    /// <summary>Headings by size.</summary>
    public ImmutableArray<Heading> Headings { get; private set; }

    /// <summary>The largest of the first headings: the title, where the file has none.</summary>
    public string? Title => Headings.Where(h => h.Level == 1 && h.Start < 2000).Select(h => h.Text).FirstOrDefault();

    /// <summary>Lines that were left out as headers, footers and page numbers.</summary>
    public int RunningLines { get; private set; }

    /// <summary>Puts the pages together.</summary>
    /// <param name="pages">The pages in order.</param>
    /// <param name="hasText">Whether a page's lines are its text.</param>
    /// <param name="keepRunningLines">Whether headers, footers and page numbers stay.</param>
    public static DocumentText Of(IReadOnlyList<PageContent> pages, Func<int, bool> hasText, bool keepRunningLines = false)
    {
        var document = new DocumentText();
        var running = keepRunningLines ? [] : Assembly.RunningLines.Find(pages);
        document.RunningLines = running.Count;
        foreach (var page in pages)
            foreach (var line in page.Lines) document._words.Add(line.Text);
        var places = ImmutableArray.CreateBuilder<(int, int)>(pages.Count);
        for (var i = 0; i < pages.Count; i++)
        {
            var before = document._text.Length;
            var start = hasText(i) ? document.Add([.. pages[i].Lines.Where(l => !running.Contains(l))]) : -1;
            if (start < 0 && !hasText(i)) document._isApart = true;
            places.Add(start < 0 ? (before, 0) : (start, document._text.Length - start));
        }
        document.Text = document._text.ToString();
        document.Pages = places.MoveToImmutable();
        document.Headings = Assembly.Headings.Of(document._paragraphs, document.Text);
        return document;
    }

    /// <summary>Adds a page; gives where its text begins, -1 if it has none.</summary>
    int Add(PageLine[] lines)
    {
        var start = -1;
        var leading = Leading(lines);
        var rights = new Dictionary<int, float>();
        foreach (var line in lines) rights[line.Region] = Math.Max(line.Right, rights.GetValueOrDefault(line.Region, line.Right));
        ReadOnlySpan<PageLine> rest = lines;
        while (rest.Length > 0)
        {
            var count = Block.Take(rest, leading, rights[rest[0].Region], out var block);
            for (var i = 0; i < count; i++)
            {
                var line = rest[i];
                var gap = _last is null ? LineBreak.None
                    : i > 0 ? block.Between(_last, line)
                    : GoesOn(_last, line, start < 0) ? LineBreak.None : LineBreak.Paragraph;
                Append(line, gap, ref start);
            }
            rest = rest[count..];
        }
        return start;
    }

    /// <summary>Whether a paragraph goes on from one column or page to the next.</summary>
    bool GoesOn(PageLine last, PageLine line, bool isNewPage)
    {
        if (_isApart || ((last.Traits | line.Traits) & (LineTraits.TableRow | LineTraits.Turned)) != 0) return false;
        if (!isNewPage && last.Region == line.Region) return false;
        return Math.Abs(last.Size - line.Size) < .08f * line.Size && SentenceEnd.GoesOn(last.Text, line.Text);
    }

    void Append(PageLine line, LineBreak gap, ref int start)
    {
        if (gap == LineBreak.None && _last is not null && Hyphens.Divides(_last.Text, line.Text))
        {
            // The page begins with what is left of the word.
            var before = _text.Length;
            Hyphens.Join(_text, line.Text, _words);
            if (start < 0) start = Math.Min(before, _text.Length - line.Text.Length);
        }
        else
        {
            if (_last is not null)
            {
                if (_text[^1] == Characters.SoftHyphen) _text[^1] = '-';
                if (gap == LineBreak.Paragraph) _text.Append("\n\n");
                else if (gap == LineBreak.Line) _text.Append('\n');
                else if (!IsUnspaced(_text[^1], line.Text[0])) _text.Append(' ');
            }
            if (start < 0) start = _text.Length;
            if (gap == LineBreak.Paragraph || _last is null) _paragraphs.Add(new(_text.Length, line.Size, (line.Traits & LineTraits.Bold) != 0, 0, 0));
            _text.Append(line.Text);
        }
        CollectionsMarshal.AsSpan(_paragraphs)[^1].Extend(line, _text.Length);
        (_last, _isApart) = (line, false);
    }

    /// <summary>The commonest distance of baselines, to a quarter of a point.</summary>
    static float Leading(PageLine[] lines)
    {
        var counts = new Dictionary<int, int>();
        for (var i = 1; i < lines.Length; i++)
        {
            var distance = lines[i - 1].Y - lines[i].Y;
            if (lines[i].Region != lines[i - 1].Region || distance < .5f * lines[i].Size || distance > 3 * lines[i].Size) continue;
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, (int)MathF.Round(distance * 4), out _);
            count += lines[i].Text.Length;
        }
        var (best, most) = (0, 0);
        foreach (var (distance, count) in counts)
            if (count > most || (count == most && distance < best)) (best, most) = (distance, count);
        return best / 4f;
    }

    /// <summary>Whether scripts without spaces meet: Chinese and Japanese.</summary>
    static bool IsUnspaced(char last, char next) => IsWide(last) && IsWide(next);

    static bool IsWide(char character) => character is (>= '\u2E80' and <= '\u312F') or (>= '\u31A0' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFFEF');
}
