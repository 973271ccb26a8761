using Curation.Core.Errors;
using static TorchSharp.torch;

namespace Curation.Ocr.Onnx;

/// <summary>
/// Runs an ONNX graph as tensor operations on a device. Integers (shapes) stay on the CPU. A tensor is freed as soon as its last taker has it,
/// and changed in place where that taker makes one of the same shape. Not thread-safe.
/// </summary>
sealed class OnnxNetwork : IDisposable
{
    readonly Device _device;
    readonly Step[] _steps;
    readonly Tensor?[] _constants;
    readonly int _input;
    readonly int _output;

    /// <summary>Prepares a graph for a device; libtorch has been loaded.</summary>
    /// <param name="graph">The graph, as read from its file.</param>
    /// <param name="device">Where to compute.</param>
    /// <exception cref="ConfigException">It has an operator that is not known here.</exception>
    public OnnxNetwork(OnnxGraph graph, Device device)
    {
        graph = GraphFusion.Fuse(graph);
        _device = device;
        var slots = new Dictionary<string, int>(StringComparer.Ordinal) { [graph.Input] = 0 };
        foreach (var name in graph.Constants.Keys.Concat(graph.Nodes.Select(n => n.Output))) slots.TryAdd(name, slots.Count);
        (_input, _output) = (0, slots[graph.Output]);
        _constants = new Tensor?[slots.Count];
        using (NewDisposeScope())
        {
            foreach (var (name, constant) in graph.Constants) _constants[slots[name]] = ToTensor(constant).MoveToOuterDisposeScope().DetachFromDisposeScope();
        }
        _steps = Steps(graph, slots);
    }

    /// <summary>Computes the output of a batch; the caller disposes it.</summary>
    /// <param name="input">Floats of N × channels × height × width, on the network's device; left as it is.</param>
    public Tensor Run(Tensor input)
    {
        using var gradients = no_grad();
        var values = new Tensor?[_constants.Length];
        _constants.CopyTo(values, 0);
        values[_input] = input;
        using var scope = NewDisposeScope();
        foreach (var step in _steps)
        {
            var taken = new Tensor?[step.Inputs.Length];
            for (var i = 0; i < taken.Length; i++) taken[i] = step.Inputs[i] < 0 ? null : values[step.Inputs[i]];
            values[step.Output] = step.Apply(step.Node, taken, step.InPlace);
            foreach (var last in step.Released)
            {
                if (!ReferenceEquals(values[last], values[step.Output])) values[last]!.Dispose();
                values[last] = null;
            }
        }
        return values[_output]!.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var constant in _constants) constant?.Dispose();
    }

    Tensor ToTensor(OnnxTensor constant) => constant.Floats is { } floats
        ? tensor(floats, constant.Shape).to(_device)
        : tensor(constant.Integers!, constant.Shape);

    static Step[] Steps(OnnxGraph graph, Dictionary<string, int> slots)
    {
        var lastTaker = new Dictionary<string, int>(StringComparer.Ordinal);
        var takers = graph.Nodes.SelectMany(n => n.Inputs).CountBy(n => n).ToDictionary(StringComparer.Ordinal);
        var makers = graph.Nodes.ToDictionary(n => n.Output, n => n.Operator, StringComparer.Ordinal);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            foreach (var input in graph.Nodes[i].Inputs.Where(n => makers.ContainsKey(n) && n != graph.Output)) lastTaker[input] = i;
        }
        return [.. graph.Nodes.Select((node, i) => new Step(
            node,
            OnnxOperators.Find(node.Operator),
            [.. node.Inputs.Select(n => n.Length == 0 ? -1 : slots[n])],
            slots[node.Output],
            // A view shares its numbers with what it was made of: only what an operator made anew may be changed.
            node.Inputs is [var first, ..] && first != graph.Output && takers[first] == 1 && makers.TryGetValue(first, out var maker) && OnnxOperators.MakesAnew(maker),
            [.. node.Inputs.Distinct().Where(n => lastTaker.TryGetValue(n, out var last) && last == i).Select(n => slots[n])]))];
    }

    sealed record Step(OnnxNode Node, OnnxOperator Apply, int[] Inputs, int Output, bool InPlace, int[] Released);
}
