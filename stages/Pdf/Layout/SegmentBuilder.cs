using System.Text;
using Curation.Stages.Pdf.Parsing;

namespace Curation.Stages.Pdf.Layout;

/// <summary>Joins glyphs to segments in the order in which they are drawn; finds the spaces between words.</summary>
internal sealed class SegmentBuilder
{
    /// <summary>A gap from which words are apart, in ems; TeX shrinks its spaces to .22.</summary>
    const float WordGap = .16f;

    /// <summary>A gap from which a segment ends, in ems.</summary>
    const float WideGap = .85f;

    /// <summary>Furthest that a glyph may go back over the last one, in ems.</summary>
    const float Overlap = .5f;

    readonly StringBuilder _text = new();
    readonly List<int> _starts = [];
    readonly List<float> _gaps = [];
    List<Segment> _segments = null!;
    Segment? _open;
    float _end;
    float _lastStart;
    string _lastText = "";
    bool _space;
    bool _leftwards;
    int _order;

    /// <summary>The segments of a frame.</summary>
    /// <param name="glyphs">Glyphs whose baseline runs along the frame's x, in the order of drawing.</param>
    public List<Segment> Build(ReadOnlySpan<Glyph> glyphs)
    {
        _segments = [];
        (_open, _order, _space) = (null, 0, false);
        var tracking = 0f;
        foreach (ref readonly var glyph in glyphs)
        {
            if (IsBlank(glyph.Text))
            {
                _space = true;
                continue;
            }
            if (_open is not null && !Continues(glyph)) Close();
            if (_open is null) Start(glyph);
            else if (Repeats(glyph)) continue;
            else Append(glyph, ref tracking);
            _end = _leftwards ? glyph.X : Math.Max(glyph.EndX, glyph.X);
            (_lastStart, _lastText, _space) = (glyph.X, glyph.Text, false);
        }
        Close();
        return _segments;
    }

    bool Continues(in Glyph glyph)
    {
        var open = _open!;
        var size = Math.Max(open.Size, glyph.Size);
        var rise = Math.Abs(glyph.Y - open.Y);
        // Superscripts and subscripts are smaller and off the line.
        if (rise > (Math.Min(open.Size, glyph.Size) < .87f * size ? .55f : .25f) * size) return false;
        if (_leftwards) return Math.Abs(_end - glyph.EndX) < WideGap * size && glyph.EndX < _lastStart + (.3f * size);
        var gap = glyph.X - _end;
        if (gap < WideGap * size && gap > (Diacritics.IsAccent(_lastText[0]) ? -.8f : -Overlap) * size) return true;
        // Right to left in logical order: the second glyph stands before the first.
        if (_text.Length != _lastText.Length || !Bidi.IsRightToLeft(glyph.Text[0]) || Math.Abs(_lastStart - glyph.EndX) > .5f * size) return false;
        return _leftwards = true;
    }

    /// <summary>Bold by drawing twice, a hair apart.</summary>
    bool Repeats(in Glyph glyph) => glyph.Text == _lastText && Math.Abs(glyph.X - _lastStart) < .12f * glyph.Size && glyph.EndX - glyph.X > .15f * glyph.Size;

    void Start(in Glyph glyph)
    {
        _open = new() { Left = Math.Min(glyph.X, glyph.EndX), Right = Math.Max(glyph.X, glyph.EndX), Y = glyph.Y, Size = glyph.Size, Order = _order++, IsBold = (glyph.Traits & GlyphTraits.Bold) != 0 };
        _leftwards = false;
        Add(glyph);
    }

    void Append(in Glyph glyph, ref float tracking)
    {
        var open = _open!;
        var gap = _leftwards ? _end - glyph.EndX : glyph.X - _end;
        if (_starts.Count == 1) tracking = 0;
        _gaps.Add(gap);
        // Spaced-out letters: the gap that most pairs have is no space.
        if (_gaps.Count == 12 && !_space) tracking = Tracking(glyph.Size);
        if (Diacritics.Combines(_text, glyph, _lastStart, _end))
        {
            Diacritics.Merge(_text, glyph.Text);
            open.Right = Math.Max(open.Right, glyph.EndX);
            return;
        }
        if (_space || gap > (WordGap * Math.Max(glyph.Size, .7f * open.Size)) + tracking) _text.Append(' ');
        Add(glyph);
        open.Left = Math.Min(open.Left, Math.Min(glyph.X, glyph.EndX));
        open.Right = Math.Max(open.Right, Math.Max(glyph.X, glyph.EndX));
        if (glyph.Size > open.Size * 1.15f && (glyph.Text.Length > 0 && char.IsLetterOrDigit(glyph.Text[0]))) (open.Size, open.Y) = (glyph.Size, glyph.Y);
        open.IsBold &= (glyph.Traits & GlyphTraits.Bold) != 0;
    }

    float Tracking(float size)
    {
        _gaps.Sort();
        var median = _gaps[_gaps.Count / 2];
        return median > .08f * size && _gaps[^3] < median + (.1f * size) ? median : 0;
    }

    void Add(in Glyph glyph)
    {
        _starts.Add(_text.Length);
        _text.Append(glyph.Text);
    }

    void Close()
    {
        if (_open is { } open)
        {
            var text = _text.ToString();
            foreach (var character in text)
            {
                if (Bidi.IsRightToLeft(character)) open.RightToLeft++;
                if (char.IsLetter(character)) open.Letters++;
            }
            if (open.RightToLeft > 0 && !_leftwards) text = Bidi.Logical(text, _starts);
            open.Text = Characters.Clean(text);
            if (open.Text.Length > 0) _segments.Add(open);
        }
        _open = null;
        _text.Clear();
        _starts.Clear();
        _gaps.Clear();
    }

    static bool IsBlank(string text)
    {
        foreach (var character in text)
            if (!char.IsWhiteSpace(character) && character is not ('\u200B' or '\0')) return false;
        return true;
    }
}
