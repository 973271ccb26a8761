using System.IO.Hashing;
using System.Runtime.InteropServices;
using Curation.Core.Contracts;
using Curation.Encoders.Bert;
using Curation.Encoders.Models;
using Curation.Encoders.Onnx;
using Curation.Encoders.Tokens;

namespace Curation.Encoders;

/// <summary>A model on its device: texts to outputs, in batches of like lengths. Outputs are stored by model and tokens before they are used.</summary>
sealed class EncoderScorer : IDisposable
{
    readonly IEncoderTokenizer _tokenizer;
    readonly IEncoderNetwork _network;
    readonly IResultStore _results;
    readonly UInt128 _digest;
    readonly int _most, _padding;
    readonly Lock _device = new();

    /// <summary>Loads a model.</summary>
    /// <exception cref="Curation.Core.Errors.ConfigException">Its files cannot be read, are of another architecture, or the device is missing.</exception>
    public EncoderScorer(EncoderFolder folder, EncoderConfig config, EncoderClassifierOptions options, IResultStore results)
    {
        _tokenizer = EncoderTokenizers.Load(folder.Tokenizer);
        _network = folder.IsOnnx ? new OnnxNetwork(folder.Weights, config.Labels.Length) : new BertNetwork(config, folder.Weights, options.Device);
        (_results, _digest, _padding) = (results, folder.Digest(), config.Padding);
        _most = Math.Min(options.MaxTokens, config.MaxTokens);
    }

    /// <summary>Checks that a model's files belong together, of weights their header alone.</summary>
    /// <exception cref="Curation.Core.Errors.ConfigException">They do not, or cannot be read.</exception>
    public static void Check(EncoderFolder folder, EncoderConfig config)
    {
        var tokenizer = EncoderTokenizers.Load(folder.Tokenizer);
        if (folder.IsOnnx) OnnxNetwork.Check(folder.Weights, config.Labels.Length);
        else BertTensors.Check(config, folder.Weights, tokenizer.LargestId);
    }

    /// <summary>Outputs of each text.</summary>
    public async Task<float[][]> RunAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var tokens = await Task.Run(() => texts.AsParallel().AsOrdered().Select(t => _tokenizer.Encode(t, _most)).ToArray(), cancellationToken).ConfigureAwait(false);
        var keys = Array.ConvertAll(tokens, Key);
        var stored = await Task.WhenAll(keys.Select(k => _results.FindAsync(k, cancellationToken).AsTask())).ConfigureAwait(false);
        int[] missing = [.. Enumerable.Range(0, keys.Length).Where(i => stored[i] is null)];
        int[][] wanted = [.. missing.Select(i => tokens[i])];
        foreach (var batch in TokenBatch.Plan(wanted, _network.BatchTokens))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var outputs = await Task.Run(() => Run([.. batch.Select(i => wanted[i])]), cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(batch.Select(async (i, n) =>
                stored[missing[i]] = await _results.StoreAsync(keys[missing[i]], MemoryMarshal.AsBytes<float>(outputs[n]).ToArray(), cancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
        }
        return Array.ConvertAll(stored, s => MemoryMarshal.Cast<byte, float>(s).ToArray());
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    float[][] Run(int[][] texts)
    {
        // One batch at a time is on the device; another is read meanwhile.
        lock (_device) return _network.Run(TokenBatch.Of(texts, _padding));
    }

    UInt128 Key(int[] tokens)
    {
        var hash = new XxHash128();
        hash.Append("encoder 1\n"u8);
        hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in _digest)));
        hash.Append(MemoryMarshal.AsBytes<int>(tokens));
        return hash.GetCurrentHashAsUInt128();
    }
}
