using System.Buffers;
using Curation.Stages.Kernels;
using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Filters.GopherRepetition;

/// <summary>
/// datatrove's repeated n-grams: the words joined without blanks, met from left to right, n words skipped behind a repetition. What is
/// compared is the joined characters, whatever the words' borders. An n-gram of 16 characters or more can only be repeated if its
/// first 16 are, which one pass settles for all n; what is left is hashed and then compared in full.
/// </summary>
sealed class JoinedNGrams
{
    const int PrefixLength = 16;
    const int KeptCapacity = 1 << 20;

    readonly SpanIndex _seen = new();
    readonly SpanIndex _prefixes = new();
    char[] _joined = [];
    int[] _starts = [], _codePoints = [];
    bool[] _mayRepeat = [];
    int _words;

    /// <summary>Joins the words.</summary>
    public void Start(ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens)
    {
        _words = tokens.Length;
        Fit(ref _joined, text.Length);
        Fit(ref _starts, _words + 1);
        Fit(ref _codePoints, _words + 1);
        Fit(ref _mayRepeat, _words);
        var (at, codePoints) = (0, 0);
        for (var i = 0; i < _words; i++)
        {
            (_starts[i], _codePoints[i]) = (at, codePoints);
            tokens[i].Of(text).CopyTo(_joined.AsSpan(at));
            at += tokens[i].Length;
            codePoints += tokens[i].CodePoints;
        }
        (_starts[_words], _codePoints[_words]) = (at, codePoints);
        MarkPrefixes(at);
    }

    /// <summary>Code points of repeated n-grams.</summary>
    public int Repeated(int n)
    {
        var repeated = 0;
        var cleared = false;
        for (var i = 0; i + n <= _words; i++)
        {
            var length = _starts[i + n] - _starts[i];
            if (length >= PrefixLength && !_mayRepeat[i]) continue;
            if (!cleared) _seen.Clear(0);
            cleared = true;
            if (_seen.CountOf(_seen.Add(_joined, _starts[i], length)) == 1) continue;
            repeated += _codePoints[i + n] - _codePoints[i];
            i += n - 1;
        }
        return repeated;
    }

    void MarkPrefixes(int length)
    {
        _prefixes.Clear(_words);
        var ids = ArrayPool<int>.Shared.Rent(Math.Max(1, _words));
        for (var i = 0; i < _words; i++)
            ids[i] = _prefixes.Add(_joined, _starts[i], Math.Min(PrefixLength, length - _starts[i]));
        for (var i = 0; i < _words; i++) _mayRepeat[i] = _prefixes.CountOf(ids[i]) > 1;
        ArrayPool<int>.Shared.Return(ids);
    }

    static void Fit<T>(ref T[] array, int length)
    {
        if (array.Length < length || array.Length > Math.Max(length, KeptCapacity)) array = new T[Math.Max(256, length + (length / 2))];
    }
}
