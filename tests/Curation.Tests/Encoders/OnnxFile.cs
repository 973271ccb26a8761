using System.Runtime.InteropServices;
using System.Text;

namespace Curation.Tests.Encoders;

/// <summary>
/// Writes an ONNX file (a protobuf message ModelProto, operators of version 17) of a small classifier: the mean of the vectors of all tokens
/// that the mask does not hide, and a linear head.
/// </summary>
static class OnnxFile
{
    const int FloatType = 1, Int64Type = 7;

    /// <summary>A file of the classifier.</summary>
    /// <param name="vectors">Vectors of the tokens, one after another.</param>
    /// <param name="head">Weights of the head, width × labels.</param>
    /// <param name="width">Length of a vector.</param>
    /// <param name="labels">Outputs.</param>
    /// <param name="output">Name of the output.</param>
    public static byte[] MeanClassifier(float[] vectors, float[] head, int width, int labels, string output = "logits") => Message(
        (1, 8L), // version of the format
        (8, Message((2, 17L))), // operators
        (7, Message(
        [
            (1, Node("Gather", "x", ["vectors", "input_ids"])),
            (1, Node("Cast", "seen", ["attention_mask"], Message((1, "to"), (3, (long)FloatType), (20, 2L)))),
            (1, Node("Unsqueeze", "seen3", ["seen", "last"])),
            (1, Node("Mul", "masked", ["x", "seen3"])),
            (1, Node("ReduceSum", "sum", ["masked", "second"], KeepNot())),
            (1, Node("ReduceSum", "count", ["seen3", "second"], KeepNot())),
            (1, Node("Div", "mean", ["sum", "count"])),
            (1, Node("MatMul", output, ["mean", "head"])),
            (2, "mean classifier"),
            (5, Tensor("vectors", FloatType, [vectors.Length / width, width], MemoryMarshal.AsBytes<float>(vectors))),
            (5, Tensor("head", FloatType, [width, labels], MemoryMarshal.AsBytes<float>(head))),
            (5, Tensor("last", Int64Type, [1], MemoryMarshal.AsBytes<long>([-1L]))),
            (5, Tensor("second", Int64Type, [1], MemoryMarshal.AsBytes<long>([1L]))),
            (11, Value("input_ids", Int64Type, "texts", "tokens")),
            (11, Value("attention_mask", Int64Type, "texts", "tokens")),
            (12, Value(output, FloatType, "texts", labels)),
        ])));

    static byte[] KeepNot() => Message((1, "keepdims"), (3, 0L), (20, 2L));

    static byte[] Node(string kind, string output, string[] inputs, byte[]? attribute = null) => Message(
        [.. inputs.Select(i => (1, (object)i)), (2, output), (4, kind), .. attribute is null ? [] : new (int, object)[] { (5, attribute) }]);

    static byte[] Tensor(string name, long type, long[] shape, ReadOnlySpan<byte> values) => Message([.. shape.Select(l => (1, (object)l)), (2, type), (8, name), (9, values.ToArray())]);

    static byte[] Value(string name, long type, params object[] dimensions) => Message((1, name), (2, Message((1, Message((1, type), (2, Message(
        [.. dimensions.Select(d => (1, (object)(d is int length ? Message((1, (long)length)) : Message((2, d)))))])))))));

    /// <summary>A message: fields of whole numbers, texts or messages, by number.</summary>
    static byte[] Message(params (int Field, object Value)[] fields)
    {
        using var message = new MemoryStream();
        foreach (var (field, value) in fields)
        {
            if (value is long number)
            {
                Varint(message, (ulong)field << 3);
                Varint(message, (ulong)number);
                continue;
            }
            var bytes = value as byte[] ?? Encoding.UTF8.GetBytes((string)value);
            Varint(message, ((ulong)field << 3) | 2);
            Varint(message, (ulong)bytes.Length);
            message.Write(bytes);
        }
        return message.ToArray();
    }

    static void Varint(MemoryStream message, ulong number)
    {
        for (; number > 127; number >>= 7) message.WriteByte((byte)(number | 128));
        message.WriteByte((byte)number);
    }
}
