using Curation.Core.Errors;

namespace Curation.Ocr.Onnx;

/// <summary>A network as an ONNX file describes it: operations in the order in which they run, and constants.</summary>
/// <param name="Nodes">Operations; each takes what earlier ones made.</param>
/// <param name="Constants">Weights and other constants by name.</param>
/// <param name="Input">Name of what the network takes.</param>
/// <param name="Output">Name of what it makes.</param>
sealed record OnnxGraph(IReadOnlyList<OnnxNode> Nodes, IReadOnlyDictionary<string, OnnxTensor> Constants, string Input, string Output)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigException">It cannot be read, is damaged, or is not a network of one input and one output.</exception>
    public static OnnxGraph Load(string path)
    {
        try
        {
            return Read(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigException($"model file {path} cannot be read: {error.Message}; expected an ONNX network, such as those of 'curate models pull'", error);
        }
    }

    /// <summary>Reads the bytes of a file (a message ModelProto).</summary>
    /// <exception cref="InvalidDataException">They are damaged or not a network of one input and one output.</exception>
    public static OnnxGraph Read(ReadOnlySpan<byte> model)
    {
        var reader = new ProtobufReader(model);
        while (reader.Next())
        {
            if (reader.Field == 7) return ReadGraph(reader.Block());
            reader.Skip();
        }
        throw new InvalidDataException("there is no graph in it");
    }

    static OnnxGraph ReadGraph(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        List<OnnxNode> nodes = [];
        List<string> inputs = [], outputs = [];
        var constants = new Dictionary<string, OnnxTensor>(StringComparer.Ordinal);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    var node = OnnxNode.Read(reader.Block());
                    if (node.Operator != "Constant") nodes.Add(node);
                    else if (node.Attributes.TryGetValue("value", out var value) && value is OnnxTensor tensor) constants[node.Output] = tensor with { Name = node.Output };
                    else throw new InvalidDataException($"constant '{node.Output}' is no tensor");
                    break;
                case 5:
                    var weights = OnnxTensor.Read(reader.Block());
                    constants[weights.Name] = weights;
                    break;
                case 11: inputs.Add(ReadName(reader.Block())); break;
                case 12: outputs.Add(ReadName(reader.Block())); break;
                default: reader.Skip(); break;
            }
        }
        inputs.RemoveAll(constants.ContainsKey);
        if (inputs.Count != 1 || outputs.Count != 1) throw new InvalidDataException($"it has {inputs.Count} inputs and {outputs.Count} outputs; one of each is expected");
        Check(nodes, constants, inputs[0], outputs[0]);
        return new(nodes, constants, inputs[0], outputs[0]);
    }

    static void Check(List<OnnxNode> nodes, Dictionary<string, OnnxTensor> constants, string input, string output)
    {
        var known = constants.Keys.Append(input).Append("").ToHashSet(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (node.Inputs.FirstOrDefault(i => !known.Contains(i)) is { } missing) throw new InvalidDataException($"operator {node.Operator} takes '{missing}', which nothing made");
            known.Add(node.Output);
        }
        if (!known.Contains(output)) throw new InvalidDataException($"nothing makes the output '{output}'");
    }

    static string ReadName(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1) return reader.Text();
            reader.Skip();
        }
        return "";
    }
}
