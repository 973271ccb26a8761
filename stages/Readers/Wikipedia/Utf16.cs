using System.Text;
using Curation.Core.Contracts;
using Curation.Stages.Readers.Archives;

namespace Curation.Stages.Readers.Wikipedia;

/// <summary>Dumps that a tool saved as UTF-16: told by the byte-order mark and read as UTF-8.</summary>
internal static class Utf16
{
    /// <summary>The input itself, or its bytes as UTF-8.</summary>
    public static DecodedInput Transcoded(DecodedInput dump, ReaderInput input)
    {
        while (dump.Window.Length < 2 && dump.Fill()) { }
        if (dump.Window.Length < 2) return dump;
        var encoding = (dump.Window[0], dump.Window[1]) switch
        {
            (0xFF, 0xFE) => Encoding.Unicode,
            (0xFE, 0xFF) => Encoding.BigEndianUnicode,
            _ => null,
        };
        return encoding is null ? dump : new StreamInput(Encoding.CreateTranscodingStream(new DecodedStream(dump), encoding, Encoding.UTF8), input.Name);
    }
}
