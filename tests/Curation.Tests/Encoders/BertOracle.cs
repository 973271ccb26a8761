namespace Curation.Tests.Encoders;

/// <summary>BERT as its paper writes it, number by number in double precision: slow, and without a tensor library.</summary>
static class BertOracle
{
    /// <summary>Outputs of one text.</summary>
    public static double[] Outputs(TinyBert bert, int[] tokens)
    {
        var x = tokens.Select((t, i) => Norm(bert, $"{bert.Encoder}.embeddings.LayerNorm", [.. Enumerable.Range(0, TinyBert.Width).Select(c =>
            At(bert, $"{bert.Encoder}.embeddings.word_embeddings.weight", t, c) + At(bert, $"{bert.Encoder}.embeddings.position_embeddings.weight", i + bert.FirstPosition, c) + At(bert, $"{bert.Encoder}.embeddings.token_type_embeddings.weight", 0, c))])).ToArray();
        for (var layer = 0; layer < TinyBert.Layers; layer++)
        {
            var name = $"{bert.Encoder}.encoder.layer.{layer}";
            double[][] Of(string part) => [.. x.Select(v => Affine(bert, $"{name}.attention.self.{part}", v))];
            var (queries, keys, values) = (Of("query"), Of("key"), Of("value"));
            x = [.. x.Select((v, i) =>
            {
                var mixed = Affine(bert, $"{name}.attention.output.dense", Attend(queries[i], keys, values));
                var attended = Norm(bert, $"{name}.attention.output.LayerNorm", Sum(mixed, v));
                var wide = Affine(bert, $"{name}.intermediate.dense", attended).Select(Gelu).ToArray();
                return Norm(bert, $"{name}.output.LayerNorm", Sum(Affine(bert, $"{name}.output.dense", wide), attended));
            })];
        }
        return Affine(bert, bert.Head, [.. Affine(bert, bert.Pooler, x[0]).Select(Math.Tanh)]);
    }

    static double[] Attend(double[] query, double[][] keys, double[][] values)
    {
        const int Size = TinyBert.Width / TinyBert.Heads;
        var mixed = new double[TinyBert.Width];
        for (var head = 0; head < TinyBert.Heads; head++)
        {
            var channels = Enumerable.Range(head * Size, Size).ToArray();
            var weights = keys.Select(k => Math.Exp(channels.Sum(c => query[c] * k[c]) / Math.Sqrt(Size))).ToArray();
            foreach (var c in channels) mixed[c] = weights.Select((w, i) => w * values[i][c]).Sum() / weights.Sum();
        }
        return mixed;
    }

    static double[] Affine(TinyBert bert, string name, double[] x) =>
        [.. bert.Weights[$"{name}.bias"].Values.Select((b, o) => b + x.Select((v, i) => v * At(bert, $"{name}.weight", o, i)).Sum())];

    static double[] Norm(TinyBert bert, string name, double[] x)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + TinyBert.Epsilon);
        return [.. x.Select((v, i) => (v - mean) / deviation * bert.Weights[$"{name}.weight"].Values[i] + bert.Weights[$"{name}.bias"].Values[i])];
    }

    static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    static double At(TinyBert bert, string name, int row, int column) => bert.Weights[name].Values[row * bert.Weights[name].Shape[1] + column];

    /// <summary>x · Φ(x), the distribution function summed as Φ(x) = 1/2 + φ(x) · (x + x³/3 + x⁵/15 + …).</summary>
    static double Gelu(double x)
    {
        if (Math.Abs(x) > 8) return Math.Max(x, 0);
        var (sum, term) = (x, x);
        for (var i = 3; Math.Abs(term) > 1e-18; i += 2) sum += term *= x * x / i;
        return x * (.5 + Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * sum);
    }
}
