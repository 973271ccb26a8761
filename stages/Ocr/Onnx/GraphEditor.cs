namespace Curation.Ocr.Onnx;

/// <summary>A graph under change: nodes by the name of what they make, and who takes it.</summary>
sealed class GraphEditor
{
    readonly OnnxGraph _graph;
    readonly Dictionary<string, OnnxNode> _nodes;
    readonly Dictionary<string, List<string>> _consumers = new(StringComparer.Ordinal);
    readonly Dictionary<string, OnnxTensor> _constants;
    readonly List<string> _order;

    public GraphEditor(OnnxGraph graph)
    {
        _graph = graph;
        _nodes = graph.Nodes.ToDictionary(n => n.Output, StringComparer.Ordinal);
        _constants = new(graph.Constants, StringComparer.Ordinal);
        _order = [.. graph.Nodes.Select(n => n.Output)];
        foreach (var node in graph.Nodes) Connect(node);
    }

    /// <summary>Names of what the nodes make, in order, as they are now.</summary>
    public IReadOnlyList<string> Names() => [.. _order];

    /// <summary>The node that makes <paramref name="name"/>; null if there is none any more.</summary>
    public OnnxNode? Node(string name) => _nodes.GetValueOrDefault(name);

    /// <summary>The same if nobody but one other node takes it.</summary>
    public OnnxNode? Only(string name) => OnlyConsumer(name) is null ? null : Node(name);

    /// <summary>The one node that takes <paramref name="name"/>; null if there are more, or if it is the network's output.</summary>
    public OnnxNode? OnlyConsumer(string name) =>
        name != _graph.Output && _consumers.TryGetValue(name, out var consumers) && consumers is [var only] ? _nodes[only] : null;

    /// <summary>A constant; null if it is none.</summary>
    public OnnxTensor? Constant(string name) => _constants.GetValueOrDefault(name);

    /// <summary>The number of a constant of one float; null for anything else.</summary>
    public float? Scalar(string name) => Constant(name)?.Scalar;

    /// <summary>Whether a node <c>Clip</c> has these bounds, as attributes (up to version 6) or inputs.</summary>
    public bool ClipsTo(OnnxNode clip, float least, float most) => clip.Inputs.Length == 3
        ? Scalar(clip.Inputs[1]) == least && Scalar(clip.Inputs[2]) == most
        : clip.Number("min", float.MinValue) == least && clip.Number("max", float.MaxValue) == most;

    /// <summary>Adds a constant and gives it a name.</summary>
    public string Add(OnnxTensor constant)
    {
        var name = $"fused.{_constants.Count}";
        _constants.Add(name, constant with { Name = name });
        return name;
    }

    /// <summary>Puts <paramref name="node"/> in the place of <paramref name="old"/> and takes out the nodes that led to it.</summary>
    public void Replace(OnnxNode old, OnnxNode node, params ReadOnlySpan<OnnxNode> inner)
    {
        Remove(old);
        foreach (var removed in inner) Remove(removed);
        _nodes[node.Output] = node;
        Connect(node);
    }

    /// <summary>The graph as it is now.</summary>
    public OnnxGraph Graph()
    {
        var nodes = _order.Where(_nodes.ContainsKey).Select(n => _nodes[n]).ToList();
        var used = nodes.SelectMany(n => n.Inputs).ToHashSet(StringComparer.Ordinal);
        return _graph with { Nodes = nodes, Constants = _constants.Where(c => used.Contains(c.Key)).ToDictionary(StringComparer.Ordinal) };
    }

    void Connect(OnnxNode node)
    {
        foreach (var input in node.Inputs)
        {
            if (!_consumers.TryGetValue(input, out var consumers)) _consumers.Add(input, consumers = []);
            consumers.Add(node.Output);
        }
    }

    void Remove(OnnxNode node)
    {
        _nodes.Remove(node.Output);
        foreach (var input in node.Inputs) _consumers[input].Remove(node.Output);
    }
}
