using System.Buffers;
using System.Globalization;
using System.Text;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>
/// datatrove's normalised text as words of UTF-8 with one blank between them, so that a shingle is a slice: lower case, numbers to
/// one zero, punctuation to blanks, canonical decomposition without category Mn; a word is a run of letters and digits, any other
/// character one by itself. Not thread-safe.
/// </summary>
sealed class DatatroveWords
{
    const char Sigma = '\u03A3', FinalSigma = '\u03C2';
    byte[] _bytes = new byte[1 << 14];
    int[] _starts = new int[1024];
    int[] _ends = new int[1024];
    int _length;
    bool _open;

    /// <summary>Number of words.</summary>
    public int Count { get; private set; }

    /// <summary>The UTF-8 of some words in a row with one blank between them.</summary>
    public ReadOnlySpan<byte> Joined(int first, int count) => _bytes.AsSpan(_starts[first].._ends[first + count - 1]);

    /// <summary>Reads words that another tokenizer has made.</summary>
    public void Read(IEnumerable<string> words)
    {
        Begin();
        foreach (var word in words)
        {
            EnsureRoom(3 * word.Length);
            Open();
            _length += Encoding.UTF8.GetBytes(word, _bytes.AsSpan(_length));
            Close();
        }
    }

    /// <summary>Reads a text.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        Begin();
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            EnsureRoom(0);
            var kind = DatatroveCharacters.Of(c, out var folded);
            switch (kind)
            {
                case DatatroveKind.Word when folded < 128:
                    if (!_open) Open();
                    _bytes[_length++] = (byte)folded;
                    i++;
                    break;
                case DatatroveKind.Blank:
                    Close();
                    i++;
                    break;
                case DatatroveKind.Digit:
                    i += Number(text[i..]);
                    Append('0');
                    break;
                case DatatroveKind.Word or DatatroveKind.Symbol:
                    Append(c == Sigma && IsFinal(text, i) ? FinalSigma : folded);
                    i++;
                    break;
                case DatatroveKind.Expansion:
                    AppendAll(DatatroveCharacters.Expansion(c));
                    i++;
                    break;
                default:
                    i += Surrogate(text[i..]);
                    break;
            }
        }
        Close();
    }

    void Begin()
    {
        (_length, Count, _open) = (0, 0, false);
    }

    /// <summary>UTF-16 units of a number: digits, and once a decimal mark with digits behind it.</summary>
    static int Number(ReadOnlySpan<char> text)
    {
        var length = Digits(text);
        if (length < text.Length && text[length] is '.' or ',' or '\u066B')
        {
            var decimals = Digits(text[(length + 1)..]);
            if (decimals > 0) length += 1 + decimals;
        }
        return length;
    }

    static int Digits(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length)
        {
            if (DatatroveCharacters.Of(text[length], out _) == DatatroveKind.Digit) length++;
            else if (Rune.DecodeFromUtf16(text[length..], out var rune, out var units) == OperationStatus.Done && units == 2
                && Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber) length += 2;
            else break;
        }
        return length;
    }

    int Surrogate(ReadOnlySpan<char> text)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out var units) != OperationStatus.Done)
        {
            Append('\uFFFD');
            return 1;
        }
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
        {
            Append('0');
            return Number(text);
        }
        AppendAll(DatatroveCharacters.Fold(rune.ToString()));
        return units;
    }

    /// <summary>Python's rule for a capital sigma: at the end of a word it becomes the final form.</summary>
    static bool IsFinal(ReadOnlySpan<char> text, int at)
    {
        var before = at - 1;
        while (before >= 0 && IsIgnorable(text[before])) before--;
        var after = at + 1;
        while (after < text.Length && IsIgnorable(text[after])) after++;
        return before >= 0 && IsCased(text[before]) && !(after < text.Length && IsCased(text[after]));
    }

    static bool IsCased(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    static bool IsIgnorable(char c) => c is '\'' or '.' or ':' or '\u00B7' or '\u2018' or '\u2019' or '\u2024' or '\u2027' || CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;

    void AppendAll(string folded)
    {
        foreach (var rune in folded.EnumerateRunes())
        {
            EnsureRoom(0);
            if (rune.IsBmp) Append((char)rune.Value);
            else
            {
                var word = Rune.IsLetterOrDigit(rune) || Rune.IsNumber(rune);
                if (!word) Close();
                if (!_open) Open();
                _length += rune.EncodeToUtf8(_bytes.AsSpan(_length));
                if (!word) Close();
            }
        }
    }

    /// <summary>A character of the normalised text: it continues a word, or is one.</summary>
    void Append(char c)
    {
        var word = DatatroveCharacters.IsWord(c);
        if (!word) Close();
        if (!_open) Open();
        if (c < 0x80) _bytes[_length++] = (byte)c;
        else if (c < 0x800)
        {
            _bytes[_length++] = (byte)(0xC0 | (c >> 6));
            _bytes[_length++] = (byte)(0x80 | (c & 0x3F));
        }
        else
        {
            _bytes[_length++] = (byte)(0xE0 | (c >> 12));
            _bytes[_length++] = (byte)(0x80 | ((c >> 6) & 0x3F));
            _bytes[_length++] = (byte)(0x80 | (c & 0x3F));
        }
        if (!word) Close();
    }

    void Open()
    {
        if (Count == _starts.Length)
        {
            Array.Resize(ref _starts, 2 * Count);
            Array.Resize(ref _ends, 2 * Count);
        }
        if (_length > 0) _bytes[_length++] = (byte)' ';
        _starts[Count] = _length;
        _open = true;
    }

    void Close()
    {
        if (!_open) return;
        _ends[Count++] = _length;
        _open = false;
    }

    void EnsureRoom(int bytes)
    {
        if (_length + bytes + 16 > _bytes.Length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + bytes + 16));
    }
}
