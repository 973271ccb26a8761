using System.IO.Hashing;
using System.Text;

namespace Curation.Core.Runs;

/// <summary>Hashes canonical texts into keys: 128 bits as 32 hexadecimal digits.</summary>
public static class StepKey
{
    /// <summary>The key of some parts; their number and borders count.</summary>
    public static string Of(params IEnumerable<string> parts)
    {
        var hash = new XxHash128();
        Span<byte> length = stackalloc byte[8];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(length, bytes.LongLength);
            hash.Append(length);
            hash.Append(bytes);
        }
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
