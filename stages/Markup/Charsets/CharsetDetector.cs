using System.Text;

namespace Curation.Stages.Markup.Charsets;

/// <summary>
/// Guesses the legacy encoding of bytes that are no UTF-8 by how the text would read: double-byte encodings by valid pairs and by the share
/// of the most used characters, single-byte ones by the letters that languages use, by case within words and by signs between letters.
/// </summary>
static class CharsetDetector
{
    const int Sample = 1 << 16;

    /// <summary>The most plausible encoding; windows-1252 where nothing speaks for another.</summary>
    public static Encoding Detect(ReadOnlySpan<byte> bytes)
    {
        if (IsEscaped(bytes)) return CharsetLabels.Named("iso-2022-jp");
        var sample = SampleOf(bytes);
        if (sample.Length == 0) return CharsetLabels.Named("windows-1252");
        var (name, score) = ("windows-1252", double.MinValue);
        foreach (var candidate in DoubleByteCharsets.All)
        {
            var value = candidate.Score(sample);
            if (value > score) (name, score) = (candidate.Name, value);
        }
        foreach (var candidate in SingleByteCharsets.All)
        {
            var value = candidate.Score(sample);
            if (value > score) (name, score) = (candidate.Name, value);
        }
        return CharsetLabels.Named(name);
    }

    /// <summary>ISO-2022-JP is ASCII with escape sequences.</summary>
    static bool IsEscaped(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\u001B$B"u8) >= 0 || bytes.IndexOf("\u001B$@"u8) >= 0;

    /// <summary>The parts of a page that tell something: bytes beyond ASCII, with a byte before and behind.</summary>
    static ReadOnlySpan<byte> SampleOf(ReadOnlySpan<byte> bytes)
    {
        var sample = new byte[Math.Min(bytes.Length + 1, Sample)];
        var length = 0;
        while (length < sample.Length - 1)
        {
            var next = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (next < 0) break;
            bytes = bytes[Math.Max(0, next - 1)..];
            // A run goes on over short gaps, such as the ASCII half of a double byte.
            var end = Math.Min(next == 0 ? 0 : 1, bytes.Length);
            for (var gap = 0; end < bytes.Length && gap < 3; end++) gap = bytes[end] >= 0x80 ? 0 : gap + 1;
            var run = Math.Min(end, sample.Length - 1 - length);
            bytes[..run].CopyTo(sample.AsSpan(length));
            length += run;
            sample[length++] = (byte)' ';
            bytes = bytes[end..];
        }
        return sample.AsSpan(0, length);
    }
}
