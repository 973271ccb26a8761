using System.Buffers.Binary;

namespace Curation.Ocr.Imaging;

/// <summary>Counts the pages of a TIFF along its chain of directories (TIFF 6.0, section 2).</summary>
static class TiffPages
{
    /// <summary>Most pages that are counted.</summary>
    public const int Most = 10_000;

    /// <summary>Pages; 1 for a file whose chain is damaged, so that decoding says what is wrong.</summary>
    public static int Count(ReadOnlySpan<byte> file)
    {
        if (file.Length < 8) return 1;
        var little = file[0] == 'I';
        long at = Four(file[4..]);
        var pages = 0;
        var seen = new HashSet<long>();
        while (at > 0 && at + 2 <= file.Length && pages < Most && seen.Add(at))
        {
            var entries = little ? BinaryPrimitives.ReadUInt16LittleEndian(file[(int)at..]) : BinaryPrimitives.ReadUInt16BigEndian(file[(int)at..]);
            var next = at + 2 + 12L * entries;
            pages++;
            if (next + 4 > file.Length) break;
            at = Four(file[(int)next..]);
        }
        return Math.Max(1, pages);

        uint Four(ReadOnlySpan<byte> bytes) => little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
