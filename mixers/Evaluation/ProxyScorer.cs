using System.Text;
using Curation.Mixers.Proxies;
using Curation.Mixers.Tokenization;
using static TorchSharp.torch;
using Decoder = Curation.Mixers.Proxies.Decoder;

namespace Curation.Mixers.Evaluation;

/// <summary>Scores checkpoints on evals. One model is kept and takes the weights of one checkpoint after another.</summary>
public sealed class ProxyScorer : IDisposable
{
    readonly ProxySize _size;
    readonly ITextTokenizer _tokenizer;
    readonly Decoder _decoder;
    readonly Device _device;

    /// <param name="size">Shape of the proxies.</param>
    /// <param name="tokenizer">Their tokenizer.</param>
    /// <param name="device">Where they are run.</param>
    public ProxyScorer(ProxySize size, ITextTokenizer tokenizer, Device device)
    {
        (_size, _tokenizer, _device) = (size, tokenizer, device);
        _decoder = new(size, tokenizer.Vocabulary, [0], device);
    }

    /// <summary>Takes the weights of a checkpoint.</summary>
    public void Load(Checkpoint checkpoint)
    {
        using var off = no_grad();
        using var row = _decoder.Weights.select(0, 0);
        using var weights = tensor(checkpoint.Weights);
        row.copy_(weights);
    }

    /// <summary>The score of the loaded checkpoint on an eval, in the eval's own direction.</summary>
    public double Score(EvalSpec eval, IReadOnlyList<EvalItem> items)
    {
        var bits = Bits(items);
        if (eval.Kind != EvalKind.Choice || eval.Metric == EvalMetric.BitsPerByte)
        {
            var gold = Enumerable.Range(0, items.Count).Where(i => items[i].IsGold).ToArray();
            return gold.Sum(i => bits[i]) / gold.Sum(i => Encoding.UTF8.GetByteCount(items[i].Text));
        }
        return Enumerable.Range(0, items.Count).GroupBy(i => items[i].Group)
            .Average(question => items[question.MinBy(i => bits[i] / Encoding.UTF8.GetByteCount(items[i].Text))].IsGold ? 1.0 : 0);
    }

    /// <inheritdoc/>
    public void Dispose() => _decoder.Dispose();

    /// <summary>Bits of each item's text after its prefix; windows overlap by half, so that later tokens have context.</summary>
    double[] Bits(IReadOnlyList<EvalItem> items)
    {
        var windows = new List<(int Item, long[] Tokens, int From, int Count)>();
        var buffer = new List<ushort>();
        for (var i = 0; i < items.Count; i++)
        {
            buffer.Clear();
            buffer.Add((ushort)_tokenizer.EndOfText);
            _tokenizer.Encode(items[i].Prefix, buffer);
            var scored = buffer.Count;
            _tokenizer.Encode(items[i].Text, buffer);
            for (var at = scored; at < buffer.Count;)
            {
                // Positions at … are scored, with up to half a window of what is before them.
                var start = Math.Max(0, at == scored && scored <= 1 ? 0 : at - _size.Context / 2);
                var end = Math.Min(buffer.Count, start + _size.Context + 1);
                var tokens = new long[_size.Context + 1];
                Array.Fill(tokens, _tokenizer.EndOfText);
                for (var t = start; t < end; t++) tokens[t - start] = buffer[t];
                windows.Add((i, tokens, at - start - 1, end - at));
                at = end;
            }
        }
        var bits = new double[items.Count];
        using var off = no_grad();
        foreach (var batch in windows.Chunk(32))
        {
            using var scope = NewDisposeScope();
            var tokens = tensor(batch.SelectMany(w => w.Tokens).ToArray(), [1, batch.Length, _size.Context + 1]).to(_device);
            var losses = _decoder.Losses(tokens).cpu().data<float>().ToArray();
            for (var b = 0; b < batch.Length; b++)
            {
                for (var k = 0; k < batch[b].Count; k++) bits[batch[b].Item] += losses[b * _size.Context + batch[b].From + k] / Math.Log(2);
            }
        }
        return bits;
    }
}
