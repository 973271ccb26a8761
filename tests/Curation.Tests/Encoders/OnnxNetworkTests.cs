using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Encoders;
using Curation.Encoders.Onnx;

namespace Curation.Tests.Encoders;

public sealed class OnnxNetworkTests : IDisposable
{
    const int Width = 8, Labels = 3;
    static readonly int[][] s_texts = [[2, 4, 5, 6, 3], [2, 3], [2, 9, 10, 11, 12, 13, 3]];

    readonly TinyBert _bert = new(Labels);
    readonly string _path;
    readonly float[] _vectors, _head;

    public OnnxNetworkTests()
    {
        var random = new Random(3);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - .5f)];
        (_vectors, _head, _path) = (Draw(TinyBert.Vocabulary.Length * Width), Draw(Width * Labels), Path.Combine(_bert.Folder, "model.onnx"));
        File.WriteAllBytes(_path, OnnxFile.MeanClassifier(_vectors, _head, Width, Labels));
    }

    [Fact]
    public void Run_TextsOfAnyLengthInOneBatch_EqualsTheSumsByHand()
    {
        using var network = new OnnxNetwork(_path, Labels);
        var found = network.Run(TokenBatch.Of(s_texts, padding: 0));
        for (var i = 0; i < s_texts.Length; i++)
        {
            var mean = Enumerable.Range(0, Width).Select(c => s_texts[i].Average(t => (double)_vectors[t * Width + c])).ToArray();
            var expected = Enumerable.Range(0, Labels).Select(l => mean.Select((m, c) => m * _head[c * Labels + l]).Sum());
            Assert.All(expected.Zip(found[i]), p => Assert.Equal(p.First, p.Second, 1e-5));
        }
    }

    [Fact]
    public async Task ApplyAsync_FolderWithoutSafetensors_TakesTheGraph()
    {
        File.Delete(Path.Combine(_bert.Folder, "model.safetensors"));
        using var stage = EncoderClassifierStage.Create(_bert.Options with { Label = "Label 0" }, new());
        Assert.Equal(Resource.Cpu, stage.Resource);
        var verdict = (await stage.ApplyAsync([new() { Id = "1", Source = "crawl", Text = "the cell", Provenance = new("f", 0, 1) }], TestContext.Current.CancellationToken))[0];
        var signals = Assert.IsType<Verdict.Kept>(verdict).Document.Signals;
        Assert.Equal(1, signals.Sum(s => s.Value), 1e-9);
    }

    [Fact]
    public void Create_GraphOfAnotherKind_SaysWhatIsExpected()
    {
        Assert.Contains("texts × 2 floats", Assert.Throws<ConfigException>(() => new OnnxNetwork(_path, 2)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(_path, OnnxFile.MeanClassifier(_vectors, _head, Width, Labels, "pooled"));
        new OnnxNetwork(_path, Labels).Dispose(); // one output alone may have any name
        File.WriteAllText(_path, "no graph");
        Assert.Contains(_path, Assert.Throws<ConfigException>(() => new OnnxNetwork(_path, Labels)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bert.Dispose();
}
