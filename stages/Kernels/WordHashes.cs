using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Curation.Stages.Kernels;

/// <summary>
/// Hashes of a text's words, or of its characters, in one pass: folded by <see cref="FoldedCharacters"/>, runs of digits count as one
/// zero, characters of scripts without blanks are words by themselves. Used again and again; not thread-safe.
/// </summary>
sealed class WordHashes
{
    const ulong Basis = 0xCBF29CE484222325;
    const ulong Prime = 0x100000001B3;
    static readonly byte[] s_ascii = Ascii();
    ulong[] _hashes = new ulong[1024];
    int _count;

    /// <summary>A hash for each word.</summary>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<ulong> OfWords(ReadOnlySpan<char> text)
    {
        _count = 0;
        var ascii = s_ascii;
        var hash = Basis;
        var digits = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 128)
            {
                var folded = ascii[c];
                if (folded >= 'a')
                {
                    hash = Add(hash, folded);
                    digits = false;
                }
                else if (folded == 0)
                {
                    hash = End(hash);
                    digits = false;
                }
                else if (!digits)
                {
                    hash = Add(hash, folded);
                    digits = true;
                }
                continue;
            }
            i += Other(text[i..], ref hash, ref digits) - 1;
        }
        End(hash);
        return _hashes.AsSpan(0, _count);
    }

    /// <summary>A hash for each character of the folded text, in which a run of separators counts as one blank.</summary>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<ulong> OfCharacters(ReadOnlySpan<char> text)
    {
        _count = 0;
        var blank = true;
        var digits = false;
        while (!text.IsEmpty)
        {
            var kind = Fold(text, out var length, out var folded, out var expansion);
            text = text[length..];
            if (kind == FoldKind.Nothing || (kind == FoldKind.Digit && digits)) continue;
            if (kind == FoldKind.Separator)
            {
                if (!blank) Push(Mix(Add(Basis, ' ')));
                (blank, digits) = (true, false);
                continue;
            }
            (blank, digits) = (false, kind == FoldKind.Digit);
            if (expansion is null) Push(Mix(Add(Basis, folded)));
            else foreach (var c in expansion) Push(Mix(Add(Basis, c)));
        }
        if (blank && _count > 0) _count--;
        return _hashes.AsSpan(0, _count);
    }

    /// <summary>One code point beyond ASCII; the number of its UTF-16 units.</summary>
    int Other(ReadOnlySpan<char> text, ref ulong hash, ref bool digits)
    {
        var kind = Fold(text, out var length, out var folded, out var expansion);
        if (kind == FoldKind.Nothing) return length;
        if (kind == FoldKind.Digit)
        {
            if (!digits) hash = Add(hash, '0');
            digits = true;
            return length;
        }
        digits = false;
        if (kind is FoldKind.Separator or FoldKind.Alone) hash = End(hash);
        if (kind == FoldKind.Separator) return length;
        if (expansion is null) hash = Add(hash, folded);
        else foreach (var c in expansion) hash = Add(hash, c);
        if (kind == FoldKind.Alone) hash = End(hash);
        return length;
    }

    static FoldKind Fold(ReadOnlySpan<char> text, out int length, out char folded, out string? expansion)
    {
        length = 1;
        expansion = null;
        var kind = FoldedCharacters.Of(text[0], out folded);
        if (kind == FoldKind.Surrogate)
            return Rune.DecodeFromUtf16(text, out var rune, out length) == OperationStatus.Done ? FoldedCharacters.Of(rune, out expansion) : FoldKind.Separator;
        if (folded == 0 && kind is FoldKind.Letter or FoldKind.Alone) expansion = FoldedCharacters.Expansion(text[0]);
        return kind;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Add(ulong hash, uint c) => unchecked((hash ^ c) * Prime);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ulong End(ulong hash)
    {
        if (hash != Basis) Push(Mix(hash));
        return Basis;
    }

    static ulong Mix(ulong hash)
    {
        hash ^= hash >>> 32;
        hash = unchecked(hash * 0xD6E8FEB86659FD93);
        return hash ^ (hash >>> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Push(ulong hash)
    {
        if (_count == _hashes.Length) Array.Resize(ref _hashes, _hashes.Length * 2);
        _hashes[_count++] = hash;
    }

    /// <summary>Folded ASCII: letters in lower case, a zero for digits, 0 for what ends a word.</summary>
    static byte[] Ascii()
    {
        var table = new byte[128];
        for (var c = 'a'; c <= 'z'; c++) table[c] = table[c - 32] = (byte)c;
        for (var c = '0'; c <= '9'; c++) table[c] = (byte)'0';
        return table;
    }
}
