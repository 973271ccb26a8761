namespace Curation.Stages.Readers.Archives;

/// <summary>One Huffman code of a block: short codes by table, long ones by comparing with the last code of each length.</summary>
internal sealed class Bzip2Code
{
    /// <summary>Longest code of the format.</summary>
    public const int MaxLength = 20;

    const int TableBits = 11;

    readonly ushort[] _table = new ushort[1 << TableBits];
    readonly int[] _limit = new int[MaxLength + 2];
    readonly int[] _base = new int[MaxLength + 2];
    readonly ushort[] _symbols = new ushort[258];
    int _longest;

    /// <summary>Builds the code; false if the lengths make none.</summary>
    public bool Build(ReadOnlySpan<byte> lengths)
    {
        Span<int> counts = stackalloc int[MaxLength + 2];
        foreach (var length in lengths) counts[length]++;
        _longest = 0;
        var code = 0;
        var place = 0;
        for (var length = 1; length <= MaxLength; length++)
        {
            _base[length] = place - code;
            code += counts[length];
            place += counts[length];
            if (code > 1 << length) return false;
            _limit[length] = code;
            if (counts[length] > 0) _longest = length;
            code <<= 1;
        }
        Span<int> next = stackalloc int[MaxLength + 2];
        for (int length = 1, sum = 0; length <= MaxLength; length++)
        {
            next[length] = sum;
            sum += counts[length];
        }
        for (var symbol = 0; symbol < lengths.Length; symbol++) _symbols[next[lengths[symbol]]++] = (ushort)symbol;
        Tabulate();
        return true;
    }

    /// <summary>The next symbol; negative if the bits are no code.</summary>
    public int Next(ref Bzip2Bits bits)
    {
        var look = bits.Peek(MaxLength);
        int entry = _table[look >> (MaxLength - TableBits)];
        if (entry != 0)
        {
            bits.Skip(entry >> 9);
            return entry & 511;
        }
        for (var length = TableBits + 1; length <= _longest; length++)
        {
            var code = (int)(look >> (MaxLength - length));
            if (code >= _limit[length]) continue;
            bits.Skip(length);
            return _symbols[_base[length] + code];
        }
        return -1;
    }

    void Tabulate()
    {
        Array.Clear(_table);
        for (var length = 1; length <= Math.Min(TableBits, _longest); length++)
        {
            var first = length == 1 ? 0 : _limit[length - 1] << 1;
            for (var code = first; code < _limit[length]; code++)
            {
                var entry = (ushort)((length << 9) | _symbols[_base[length] + code]);
                _table.AsSpan(code << (TableBits - length), 1 << (TableBits - length)).Fill(entry);
            }
        }
    }
}
