using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Curation.Encoders;
using Curation.Encoders.Bert;
using Curation.Encoders.Models;
using Curation.Torch;
using static TorchSharp.torch;

namespace Curation.Benchmarks.Encoders;

/// <summary>Tokens of a BERT of bert-base's shape on the CPU, with random weights, against the plain matrix product. <c>encoders [THREADS [TURNS]]</c>.</summary>
static class EncoderThroughput
{
    const int Width = 768, Layers = 12, Inner = 3072, Words = 30_522, Positions = 512;

    public static int Run(int threads, int turns)
    {
        TorchRuntime.Load();
        if (threads > 0) set_num_threads(threads);
        var folder = Directory.CreateTempSubdirectory("curate-encoder-").FullName;
        var weights = Path.Combine(folder, "model.safetensors");
        Write(weights);
        var config = new EncoderConfig { ModelType = "bert", HiddenSize = Width, NumHiddenLayers = Layers, NumAttentionHeads = 12, Id2label = ImmutableDictionary<string, string>.Empty.Add("0", "LABEL_0") };
        using var network = new BertNetwork(config, weights, DeviceChoice.Cpu);
        Console.WriteLine($"{get_num_threads()} threads; the product of its widest layer alone: {Product() / 1e9:0} G operations a processor second");
        foreach (var (name, lengths) in new[]
        {
            ("60 texts of 49 tokens", Enumerable.Repeat(49, 60).ToArray()),
            ("60 texts of 5 to 93 tokens", [.. Enumerable.Range(0, 60).Select(i => 5 + i * 3 / 2)]),
            ("8 texts of 512 tokens", [.. Enumerable.Repeat(512, 8)]),
        })
        {
            var random = new Random(1);
            int[][] texts = [.. lengths.Select(l => Enumerable.Range(0, l).Select(_ => random.Next(1, Words)).ToArray())];
            var tokens = lengths.Sum();
            // Two operations a weight of the products, and those of attention.
            var operations = lengths.Sum(l => Layers * (2.0 * l * (4 * Width * Width + 2 * Width * Inner) + 4.0 * l * l * Width));
            // Filled up to the most, and as the network wants them.
            foreach (var size in new[] { new BatchTokens(4096, 4096), network.BatchTokens })
            {
                var (cpu, wall) = (double.MaxValue, double.MaxValue);
                for (var turn = 0; turn < turns; turn++)
                {
                    var (before, watch) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
                    foreach (var batch in TokenBatch.Plan(texts, size)) network.Run(TokenBatch.Of([.. batch.Select(i => texts[i])], 0));
                    (cpu, wall) = (Math.Min(cpu, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds), Math.Min(wall, watch.Elapsed.TotalSeconds));
                }
                Console.WriteLine($"{name}, batches of {size.Enough}: {tokens} tokens in {cpu:0.0} processor seconds, {wall:0.0} s: {tokens / cpu:n0} tokens a processor second, {operations / cpu / 1e9:0} G operations");
            }
        }
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    static double Product()
    {
        using var x = rand(2940, Width);
        using var w = rand(Width, Inner);
        var best = 0.0;
        for (var turn = 0; turn < 5; turn++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            for (var i = 0; i < 4; i++) x.mm(w).Dispose();
            best = Math.Max(best, 4 * 2.0 * 2940 * Width * Inner / (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }
        return best;
    }

    static void Write(string path)
    {
        var shapes = new List<(string Name, int[] Shape)>
        {
            ("bert.embeddings.word_embeddings.weight", [Words, Width]), ("bert.embeddings.position_embeddings.weight", [Positions, Width]),
            ("bert.embeddings.token_type_embeddings.weight", [2, Width]),
        };
        void Affine(string name, int outputs, int inputs) => shapes.AddRange([($"{name}.weight", [outputs, inputs]), ($"{name}.bias", [outputs])]);
        void Norm(string name) => shapes.AddRange([($"{name}.LayerNorm.weight", [Width]), ($"{name}.LayerNorm.bias", [Width])]);
        Norm("bert.embeddings");
        foreach (var layer in Enumerable.Range(0, Layers).Select(i => $"bert.encoder.layer.{i}"))
        {
            foreach (var part in new[] { "query", "key", "value" }) Affine($"{layer}.attention.self.{part}", Width, Width);
            Affine($"{layer}.attention.output.dense", Width, Width);
            Norm($"{layer}.attention.output");
            Affine($"{layer}.intermediate.dense", Inner, Width);
            Affine($"{layer}.output.dense", Width, Inner);
            Norm($"{layer}.output");
        }
        Affine("bert.pooler.dense", Width, Width);
        Affine("classifier", 1, Width);
        var header = new Dictionary<string, object>();
        var end = 0L;
        foreach (var (name, shape) in shapes)
        {
            var start = end;
            end += 4L * shape.Aggregate((a, b) => a * b);
            header[name] = new { dtype = "F32", shape, data_offsets = new[] { start, end } };
        }
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write(BitConverter.GetBytes((long)json.Length));
        file.Write(json);
        var random = new Random(7);
        foreach (var (name, shape) in shapes)
        {
            var gain = name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? 1f : 0;
            var values = new float[shape.Aggregate((a, b) => a * b)];
            for (var i = 0; i < values.Length; i++) values[i] = gain + (random.NextSingle() - .5f) * .05f;
            file.Write(MemoryMarshal.AsBytes<float>(values));
        }
    }
}
