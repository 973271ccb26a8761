using System.Numerics;
using Curation.Stages.Kernels;
using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Filters.GopherRepetition;

/// <summary>
/// datatrove's repeated n-grams: the words joined without blanks, met from left to right, n words skipped behind a repetition. What is
/// compared is the joined characters, whatever the words' borders. An n-gram of 16 characters or more can only be repeated if its
/// first 16 are, which one pass over their hashes settles for all n; what is left is hashed and then compared in full.
/// </summary>
sealed class JoinedNGrams
{
    const int PrefixLength = 16;

    /// <summary>Words of the shortest n-grams.</summary>
    public const int Shortest = 5;

    const int KeptCapacity = 1 << 20;

    readonly SpanIndex _seen = new();
    char[] _joined = [];
    int[] _starts = [], _codePoints = [], _candidates = [];
    ulong[] _prefixes = [], _once = [], _again = [];
    bool[] _mayRepeat = [];
    int _words, _candidateCount;

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

    /// <summary>Code points of repeated n-grams, of <see cref="Shortest"/> words or more.</summary>
    public int Repeated(int n)
    {
        var (repeated, next) = (0, 0);
        var cleared = false;
        foreach (var i in _candidates.AsSpan(0, _candidateCount))
        {
            if (i < next) continue;
            if (i + n > _words) break;
            var length = _starts[i + n] - _starts[i];
            if (length >= PrefixLength && !_mayRepeat[i]) continue;
            if (!cleared) _seen.Clear(0);
            cleared = true;
            if (_seen.CountOf(_seen.Add(_joined, _starts[i], length)) == 1) continue;
            repeated += _codePoints[i + n] - _codePoints[i];
            next = i + n;
        }
        return repeated;
    }

    /// <summary>Marks where the 16 characters have a hash that comes up again, or one that shares its bit: too many at worst, never too few.</summary>
    void MarkPrefixes(int length)
    {
        Fit(ref _prefixes, _words);
        Fit(ref _candidates, _words);
        var bits = Math.Max(1 << 12, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(_words, 1 << 26)) * 16);
        Fit(ref _once, bits / 64);
        Fit(ref _again, bits / 64);
        _once.AsSpan(0, bits / 64).Clear();
        _again.AsSpan(0, bits / 64).Clear();
        for (var i = 0; i < _words; i++)
        {
            var hash = CharHash.Of(_joined.AsSpan(_starts[i], Math.Min(PrefixLength, length - _starts[i]))) & (ulong)(bits - 1);
            _prefixes[i] = hash;
            var bit = 1UL << (int)hash;
            ref var once = ref _once[hash >> 6];
            _again[hash >> 6] |= once & bit;
            once |= bit;
        }
        _candidateCount = 0;
        for (var i = 0; i < _words; i++)
        {
            var mayRepeat = _mayRepeat[i] = ((_again[_prefixes[i] >> 6] >> (int)_prefixes[i]) & 1) != 0;
            if (mayRepeat || _starts[Math.Min(_words, i + Shortest)] - _starts[i] < PrefixLength) _candidates[_candidateCount++] = i;
        }
    }

    static void Fit<T>(ref T[] array, int length)
    {
        if (array.Length < length || array.Length > Math.Max(length, KeptCapacity)) array = new T[Math.Max(256, length + (length / 2))];
    }
}
