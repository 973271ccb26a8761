namespace Curation.Stages.Readers.Archives;

/// <summary>Decodes one block of bzip2: Huffman codes, move-to-front, the Burrows–Wheeler transform and runs. Blocks do not depend on each other.</summary>
internal sealed class Bzip2Block
{
    /// <summary>Magic number of a block, 48 bits.</summary>
    public const ulong Magic = 0x314159265359;

    /// <summary>Magic number of a stream's end, 48 bits.</summary>
    public const ulong EndMagic = 0x177245385090;

    /// <summary>Most bytes of a block before runs are expanded.</summary>
    public const int MaxBytes = 900_000;

    /// <summary>Most stored bytes of a block: each symbol by a code of the greatest length, and the head.</summary>
    public const int MaxStored = (MaxBytes + 50) * Bzip2Code.MaxLength / 8 + 20_000;

    readonly uint[] _links = new uint[MaxBytes];
    readonly byte[] _selectors = new byte[18_002];
    readonly Bzip2Code[] _codes = [new(), new(), new(), new(), new(), new()];
    int _length;
    uint _place;
    int _left;
    int _repeat;
    int _previous;
    int _same;
    uint _running;

    /// <summary>Checksum that the block's header states.</summary>
    public uint StatedCrc { get; private set; }

    /// <summary>What is wrong, after a call that failed.</summary>
    public string Error { get; private set; } = "";

    /// <summary>Reads a block behind its magic number; false if it is damaged.</summary>
    public bool Read(ref Bzip2Bits bits)
    {
        StatedCrc = bits.Read(32);
        if (bits.Read(1) != 0) return Wrong("a randomised block, which bzip2 has not written since 1999: unpack the file and pack it again");
        var origin = bits.Read(24);
        Span<byte> order = stackalloc byte[256];
        var used = ReadSymbols(ref bits, order);
        if (used == 0) return Wrong("a block without symbols");
        if (!ReadCodes(ref bits, used + 2, out var selectors)) return false;
        if (!ReadContent(ref bits, order[..used], selectors)) return false;
        if (bits.Overrun) return Wrong("the file ends inside the block");
        if (origin >= _length) return Wrong("an origin outside the block");
        _place = _links[origin] >> 8;
        _left = _length;
        _repeat = 0;
        _previous = -1;
        _same = 0;
        _running = uint.MaxValue;
        return true;
    }

    /// <summary>Writes the block's next bytes; 0 at its end.</summary>
    public int Write(Span<byte> target)
    {
        var at = 0;
        var links = _links;
        var (place, left, repeat, previous, same) = (_place, _left, _repeat, _previous, _same);
        while (at < target.Length)
        {
            if (repeat > 0)
            {
                var run = Math.Min(repeat, target.Length - at);
                target.Slice(at, run).Fill((byte)previous);
                at += run;
                repeat -= run;
                continue;
            }
            if (left == 0) break;
            var entry = links[place];
            place = entry >> 8;
            left--;
            var value = (byte)entry;
            if (same == 4)
            {
                repeat = value;
                same = 0;
                continue;
            }
            same = value == previous ? same + 1 : 1;
            previous = value;
            target[at++] = value;
        }
        (_place, _left, _repeat, _previous, _same) = (place, left, repeat, previous, same);
        _running = Bzip2Crc.Append(_running, target[..at]);
        return at;
    }

    /// <summary>Checksum of what was written.</summary>
    public uint Crc => ~_running;

    bool Wrong(string what)
    {
        Error = what;
        return false;
    }

    static int ReadSymbols(ref Bzip2Bits bits, scoped Span<byte> order)
    {
        var used = 0;
        var groups = bits.Read(16);
        for (var group = 0; group < 16; group++)
        {
            if ((groups & (0x8000 >> group)) == 0) continue;
            var members = bits.Read(16);
            for (var member = 0; member < 16; member++)
                if ((members & (0x8000 >> member)) != 0) order[used++] = (byte)(16 * group + member);
        }
        return used;
    }

    bool ReadCodes(ref Bzip2Bits bits, int symbols, out int selectors)
    {
        var codes = (int)bits.Read(3);
        selectors = (int)bits.Read(15);
        if (codes is < 2 or > 6 || selectors == 0) return Wrong("a wrong number of codes");
        Span<byte> front = [0, 1, 2, 3, 4, 5];
        for (var i = 0; i < selectors; i++)
        {
            var at = 0;
            while (bits.Read(1) != 0)
                if (++at >= codes) return Wrong("a wrong selector of a code");
            var value = front[at];
            front[..at].CopyTo(front[1..]);
            front[0] = value;
            if (i < _selectors.Length) _selectors[i] = value;
        }
        selectors = Math.Min(selectors, _selectors.Length);
        Span<byte> lengths = stackalloc byte[symbols];
        for (var code = 0; code < codes; code++)
        {
            var length = (int)bits.Read(5);
            for (var i = 0; i < symbols; i++)
            {
                while (true)
                {
                    if (length is < 1 or > Bzip2Code.MaxLength) return Wrong("a wrong length of a code");
                    if (bits.Read(1) == 0) break;
                    length += bits.Read(1) == 0 ? 1 : -1;
                }
                lengths[i] = (byte)length;
            }
            if (!_codes[code].Build(lengths)) return Wrong("lengths that make no code");
        }
        return true;
    }

    bool ReadContent(ref Bzip2Bits bits, scoped Span<byte> order, int selectors)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        var links = _links;
        var end = order.Length + 1;
        var at = 0;
        var run = 0;
        var weight = 1;
        for (var group = 0; group < selectors; group++)
        {
            var code = _codes[_selectors[group]];
            for (var i = 0; i < 50; i++)
            {
                var symbol = code.Next(ref bits);
                if (symbol <= 1)
                {
                    if (symbol < 0) return Wrong("bits that are no code");
                    if (weight > MaxBytes) return Wrong("a run longer than a block");
                    run += weight << symbol;
                    weight <<= 1;
                    continue;
                }
                if (run > 0)
                {
                    if (run > MaxBytes - at) return Wrong("more bytes than a block holds");
                    links.AsSpan(at, run).Fill(order[0]);
                    counts[order[0]] += run;
                    at += run;
                    run = 0;
                    weight = 1;
                }
                if (symbol == end) return Link(counts, at);
                if (at == MaxBytes) return Wrong("more bytes than a block holds");
                var value = order[symbol - 1];
                order[..(symbol - 1)].CopyTo(order[1..]);
                order[0] = value;
                counts[value]++;
                links[at++] = value;
            }
        }
        return Wrong("a block without its end");
    }

    /// <summary>Links each byte to the one that follows it in the text.</summary>
    bool Link(Span<int> counts, int length)
    {
        if (length == 0) return Wrong("an empty block");
        var sum = 0;
        for (var i = 0; i < 256; i++)
        {
            var count = counts[i];
            counts[i] = sum;
            sum += count;
        }
        var links = _links;
        for (var i = 0; i < length; i++)
        {
            ref var next = ref counts[(byte)links[i]];
            links[next++] |= (uint)i << 8;
        }
        _length = length;
        return true;
    }
}
