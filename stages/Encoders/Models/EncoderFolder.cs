using System.Collections.Immutable;
using System.IO.Hashing;
using Curation.Core.Errors;

namespace Curation.Encoders.Models;

/// <summary>A model's files.</summary>
/// <param name="Config">Path of config.json.</param>
/// <param name="Weights">Path of model.safetensors or of an ONNX file.</param>
/// <param name="Tokenizer">Paths of tokenizer.json, or of vocab.txt and what else describes it.</param>
sealed record EncoderFolder(string Config, string Weights, ImmutableArray<string> Tokenizer)
{
    /// <summary>Whether the network is an ONNX graph.</summary>
    public bool IsOnnx => Weights.EndsWith(".onnx", StringComparison.Ordinal);

    /// <summary>All files, whose content decides scores.</summary>
    public IEnumerable<string> All => [Config, Weights, .. Tokenizer];

    /// <summary>Finds the files of a folder.</summary>
    /// <exception cref="ConfigException">Some are not there.</exception>
    public static EncoderFolder Find(string folder)
    {
        if (!Directory.Exists(folder)) throw new ConfigException($"encoder-classifier: model folder {folder} does not exist");
        string? First(params string[] names) => names.Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists);
        string Need(string? found, string names) => found ?? throw new ConfigException($"encoder-classifier: expected {names} in {folder}, found neither; it has {string.Join(", ", Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).Take(10))}");
        var config = Need(First("config.json"), "config.json");
        var weights = Need(First("model.safetensors", "model.onnx", "onnx/model.onnx"), "model.safetensors or model.onnx");
        var tokenizer = Need(First("tokenizer.json", "vocab.txt"), "tokenizer.json or vocab.txt");
        return new(config, weights, tokenizer.EndsWith(".txt", StringComparison.Ordinal) && First("tokenizer_config.json") is { } settings ? [tokenizer, settings] : [tokenizer]);
    }

    /// <summary>A hash of all files' bytes.</summary>
    public UInt128 Digest()
    {
        var hash = new XxHash128();
        foreach (var path in All)
        {
            using var stream = File.OpenRead(path);
            hash.Append(stream);
        }
        return hash.GetCurrentHashAsUInt128();
    }
}
