using System.Collections.Immutable;

namespace Curation.Ocr.Onnx;

/// <summary>One operation of a graph.</summary>
/// <param name="Operator">Name of the operator, such as <c>Conv</c>.</param>
/// <param name="Inputs">Names of what it takes; an empty name is an input left out.</param>
/// <param name="Output">Name of what it makes: operators of these graphs make one thing each.</param>
sealed record OnnxNode(string Operator, ImmutableArray<string> Inputs, string Output)
{
    /// <summary>Attributes by name: <c>long</c>, <c>float</c>, <c>string</c>, <c>long[]</c>, <c>float[]</c> or <see cref="OnnxTensor"/>.</summary>
    public ImmutableDictionary<string, object> Attributes { get; init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>An integer attribute.</summary>
    public long Integer(string name, long otherwise) => Attributes.TryGetValue(name, out var value) ? (long)value : otherwise;

    /// <summary>A floating-point attribute.</summary>
    public float Number(string name, float otherwise) => Attributes.TryGetValue(name, out var value) ? (float)value : otherwise;

    /// <summary>A text attribute.</summary>
    public string Text(string name, string otherwise) => Attributes.TryGetValue(name, out var value) ? (string)value : otherwise;

    /// <summary>An attribute of several integers; null if it is not there.</summary>
    public long[]? Integers(string name) => Attributes.TryGetValue(name, out var value) ? (long[])value : null;

    /// <summary>Reads a message NodeProto.</summary>
    public static OnnxNode Read(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        var inputs = ImmutableArray.CreateBuilder<string>();
        var attributes = ImmutableDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        List<string> outputs = [];
        var kind = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: inputs.Add(reader.Text()); break;
                case 2: outputs.Add(reader.Text()); break;
                case 4: kind = reader.Text(); break;
                case 5: ReadAttribute(reader.Block(), attributes); break;
                default: reader.Skip(); break;
            }
        }
        return outputs is [var output]
            ? new(kind, inputs.ToImmutable(), output) { Attributes = attributes.ToImmutable() }
            : throw new InvalidDataException($"operator {kind} with {outputs.Count} outputs; one is read");
    }

    static void ReadAttribute(ReadOnlySpan<byte> message, ImmutableDictionary<string, object>.Builder attributes)
    {
        var reader = new ProtobufReader(message);
        var name = "";
        object? value = null;
        List<float> floats = [];
        List<long> integers = [];
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: name = reader.Text(); break;
                case 2: value = reader.Single(); break;
                case 3: value = reader.Number(); break;
                case 4: value = reader.Text(); break;
                case 5: value = OnnxTensor.Read(reader.Block()); break;
                case 7: reader.Singles(floats); break;
                case 8: reader.Numbers(integers); break;
                default: reader.Skip(); break;
            }
        }
        value = floats.Count > 0 ? floats.ToArray() : integers.Count > 0 ? integers.ToArray() : value;
        if (value is not null) attributes[name] = value;
    }
}
