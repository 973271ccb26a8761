using System.Text;
using Curation.Core.Documents;

namespace Curation.Ocr.Recognition;

/// <summary>Puts the text of recognised pages between that of the others, page by page in order; offsets of headings move with their text.</summary>
sealed class TextInsertion(Document document)
{
    readonly StringBuilder _text = new();
    readonly List<(int From, int Shift)> _shifts = [(0, 0)];
    int _copied;

    /// <summary>A page whose text, if it has any, stays.</summary>
    public PageText Keep(PageText page)
    {
        CopyTo(page.Start);
        var start = _text.Length;
        CopyTo(page.Start + page.Length);
        return page with { Start = start, Length = _text.Length - start };
    }

    /// <summary>A page that gets <paramref name="text"/> in place of what it had.</summary>
    public PageText Insert(PageText page, string text)
    {
        CopyTo(page.Start);
        if (_text.Length > 0)
        {
            while (_text[^1] == '\n' && _text.Length > 1) _text.Length--;
            _text.Append("\n\n");
        }
        var start = _text.Length;
        _text.Append(text);
        _copied = Math.Max(_copied, Math.Min(page.Start + page.Length, document.Text.Length));
        // What follows begins a paragraph of its own.
        while (_copied < document.Text.Length && document.Text[_copied] == '\n') _copied++;
        if (_copied < document.Text.Length) _text.Append("\n\n");
        _shifts.Add((_copied, _text.Length - _copied));
        return page with { Start = start, Length = text.Length };
    }

    /// <summary>The document with all text in place.</summary>
    public Document Finish()
    {
        CopyTo(document.Text.Length);
        var structure = document.Structure is { Headings.Length: > 0 } found
            ? found with { Headings = [.. found.Headings.Select(h => h with { Start = h.Start + ShiftAt(h.Start) })] }
            : document.Structure;
        return document with { Text = _text.ToString(), Structure = structure };
    }

    int ShiftAt(int offset) => _shifts.FindLast(s => s.From <= offset).Shift;

    void CopyTo(int end)
    {
        end = Math.Min(end, document.Text.Length);
        if (end <= _copied) return;
        _text.Append(document.Text, _copied, end - _copied);
        _copied = end;
    }
}
