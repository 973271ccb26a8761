using System.Runtime.InteropServices;
using System.Text.Json;
using Curation.Encoders;

namespace Curation.Tests.Encoders;

/// <summary>A small BERT, or a RoBERTa, with seeded weights in a folder of its own, as Hugging Face lays one out.</summary>
sealed class TinyBert : IDisposable
{
    public const int Width = 32, Heads = 4, Inner = 48, Layers = 2, Positions = 40;
    public const double Epsilon = 1e-12;

    /// <summary>Its pieces; ids are ordinals.</summary>
    public static readonly string[] Vocabulary =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "cell", "##s", "divide", "##d", "a", "lemma", "and", "its", "proof", "buy", "now", "cheap", ".", ",", "!",
        "star", "##ring", "go", "##ssip", "über", "uber", "中", "国", "##9", "1", "-",
    ];

    public TinyBert(int labels = 1, string? problem = null, string type = "F32", int seed = 7, string family = "bert")
    {
        var isBert = family == "bert";
        (Encoder, FirstPosition) = isBert ? ("bert", 0) : ("roberta", 2);
        (Pooler, Head) = isBert ? ("bert.pooler.dense", "classifier") : ("classifier.dense", "classifier.out_proj");
        var random = new Random(seed);
        void Add(string name, params int[] shape)
        {
            // Gains lie around 1; all is large enough for a wrong term to show.
            var gain = name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? 1f : 0;
            Weights.Add(name, (shape, [.. Enumerable.Range(0, shape.Aggregate((a, b) => a * b)).Select(_ => gain + (random.NextSingle() - .5f) * .6f)]));
        }
        void Affine(string name, int outputs, int inputs)
        {
            Add($"{name}.weight", outputs, inputs);
            Add($"{name}.bias", outputs);
        }
        void Norm(string name)
        {
            Add($"{name}.LayerNorm.weight", Width);
            Add($"{name}.LayerNorm.bias", Width);
        }
        Add($"{Encoder}.embeddings.word_embeddings.weight", Vocabulary.Length, Width);
        Add($"{Encoder}.embeddings.position_embeddings.weight", Positions + FirstPosition, Width);
        Add($"{Encoder}.embeddings.token_type_embeddings.weight", isBert ? 2 : 1, Width);
        Norm($"{Encoder}.embeddings");
        foreach (var layer in Enumerable.Range(0, Layers).Select(i => $"{Encoder}.encoder.layer.{i}"))
        {
            foreach (var part in new[] { "query", "key", "value" }) Affine($"{layer}.attention.self.{part}", Width, Width);
            Affine($"{layer}.attention.output.dense", Width, Width);
            Norm($"{layer}.attention.output");
            Affine($"{layer}.intermediate.dense", Inner, Width);
            Affine($"{layer}.output.dense", Width, Inner);
            Norm($"{layer}.output");
        }
        Affine(Pooler, Width, Width);
        Affine(Head, labels, Width);
        WriteWeights(type);
        Write("vocab.txt", string.Join('\n', Vocabulary));
        Write("config.json", JsonSerializer.Serialize(new
        {
            model_type = family,
            hidden_size = Width,
            num_hidden_layers = Layers,
            num_attention_heads = Heads,
            hidden_act = "gelu",
            max_position_embeddings = Positions + FirstPosition,
            layer_norm_eps = Epsilon,
            pad_token_id = isBert ? 0 : 1,
            id2label = Enumerable.Range(0, labels).ToDictionary(i => $"{i}", i => $"Label {i}"),
            problem_type = problem,
        }));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("curate-bert-").FullName;

    /// <summary>What names of the encoder's tensors begin with.</summary>
    public string Encoder { get; }

    /// <summary>Row of a text's first position.</summary>
    public int FirstPosition { get; }

    /// <summary>The product behind the encoder.</summary>
    public string Pooler { get; }

    /// <summary>The last product.</summary>
    public string Head { get; }

    /// <summary>Shapes and numbers by name.</summary>
    public Dictionary<string, (int[] Shape, float[] Values)> Weights { get; } = [];

    public EncoderClassifierOptions Options => new() { Model = Folder, MaxTokens = Positions };

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Writes model.safetensors; numbers in memory become those that the type can hold.</summary>
    void WriteWeights(string type)
    {
        var header = new Dictionary<string, object> { ["__metadata__"] = new { format = "pt" } };
        using var data = new MemoryStream();
        foreach (var (name, (shape, values)) in Weights)
        {
            var start = data.Length;
            switch (type)
            {
                case "F32": data.Write(MemoryMarshal.AsBytes<float>(values)); break;
                case "F16": data.Write(MemoryMarshal.AsBytes<Half>(Array.ConvertAll(values, v => (Half)v))); break;
                default: data.Write(MemoryMarshal.AsBytes<ushort>(Array.ConvertAll(values, v => (ushort)(BitConverter.SingleToUInt32Bits(v) >> 16)))); break;
            }
            for (var i = 0; i < values.Length && type != "F32"; i++)
                values[i] = type == "F16" ? (float)(Half)values[i] : BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(values[i]) & 0xFFFF0000);
            header[name] = new { dtype = type, shape, data_offsets = new[] { start, data.Length } };
        }
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        using var file = File.Create(Path.Combine(Folder, "model.safetensors"));
        file.Write(BitConverter.GetBytes((long)json.Length));
        file.Write(json);
        data.WriteTo(file);
    }
}
