using System.Runtime.InteropServices;

namespace Curation.Ocr.Onnx;

/// <summary>A constant of a graph: 32-bit floats, or integers of 32 or 64 bits read as 64.</summary>
/// <param name="Name">Its name; empty for the value of an attribute.</param>
/// <param name="Shape">Lengths of its dimensions; none for a scalar.</param>
sealed record OnnxTensor(string Name, long[] Shape)
{
    const int FloatType = 1, Int32Type = 6, Int64Type = 7;

    /// <summary>Its numbers if it holds floats.</summary>
    public float[]? Floats { get; init; }

    /// <summary>Its numbers if it holds integers.</summary>
    public long[]? Integers { get; init; }

    /// <summary>The number of a tensor of one float; null for any other.</summary>
    public float? Scalar => Floats is [var only] ? only : null;

    /// <summary>Reads a message TensorProto.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a type that these graphs do not use.</exception>
    public static OnnxTensor Read(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        List<long> shape = [], integers = [];
        List<float> floats = [];
        var (name, type) = ("", 0L);
        ReadOnlySpan<byte> raw = default;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.Numbers(shape); break;
                case 2: type = reader.Number(); break;
                case 4: reader.Singles(floats); break;
                case 5 or 7: reader.Numbers(integers); break;
                case 8: name = reader.Text(); break;
                case 9: raw = reader.Block(); break;
                default: reader.Skip(); break;
            }
        }
        long count = 1;
        foreach (var length in shape)
        {
            if (length < 0 || (length > 0 && count > int.MaxValue / length)) throw new InvalidDataException($"tensor '{name}' has the shape [{string.Join(", ", shape)}]");
            count *= length;
        }
        var tensor = new OnnxTensor(name, [.. shape]);
        tensor = type switch
        {
            FloatType => tensor with { Floats = raw.IsEmpty ? [.. floats] : MemoryMarshal.Cast<byte, float>(raw).ToArray() },
            Int64Type => tensor with { Integers = raw.IsEmpty ? [.. integers] : MemoryMarshal.Cast<byte, long>(raw).ToArray() },
            Int32Type => tensor with { Integers = raw.IsEmpty ? [.. integers.Select(i => (long)(int)i)] : [.. MemoryMarshal.Cast<byte, int>(raw).ToArray().Select(i => (long)i)] },
            _ => throw new InvalidDataException($"tensor '{name}' has element type {type}; floats (1) and integers (6, 7) are read"),
        };
        var found = tensor.Floats?.Length ?? tensor.Integers!.Length;
        return found == count ? tensor : throw new InvalidDataException($"tensor '{name}' has {found} numbers for the shape [{string.Join(", ", shape)}]");
    }
}
