namespace Curation.Stages.Readers.Archives;

/// <summary>The checksum of bzip2: CRC-32 with the polynomial 04C11DB7, most significant bit first; eight bytes a step.</summary>
internal static class Bzip2Crc
{
    static readonly uint[] s_tables = Tables();

    /// <summary>Goes on with a running value, which begins as all ones and is inverted at the end.</summary>
    public static uint Append(uint running, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> t = s_tables;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var first = running ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
            running = t[0x700 + (int)(first >> 24)] ^ t[0x600 + (byte)(first >> 16)] ^ t[0x500 + (byte)(first >> 8)] ^ t[0x400 + (byte)first]
                ^ t[0x300 + bytes[4]] ^ t[0x200 + bytes[5]] ^ t[0x100 + bytes[6]] ^ t[bytes[7]];
        }
        foreach (var value in bytes) running = (running << 8) ^ t[(int)(running >> 24) ^ value];
        return running;
    }

    /// <summary>A stream's checksum with one more block's.</summary>
    public static uint Combine(uint stream, uint block) => ((stream << 1) | (stream >> 31)) ^ block;

    static uint[] Tables()
    {
        var tables = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i << 24;
            for (var bit = 0; bit < 8; bit++) value = (value & 0x80000000) != 0 ? (value << 1) ^ 0x04C11DB7 : value << 1;
            tables[i] = value;
        }
        for (var i = 256; i < tables.Length; i++) tables[i] = (tables[i - 256] << 8) ^ tables[tables[i - 256] >> 24];
        return tables;
    }
}
