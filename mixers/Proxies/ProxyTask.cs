namespace Curation.Mixers.Proxies;

/// <summary>A proxy to train.</summary>
/// <param name="Index">Row of the design.</param>
/// <param name="Key">Hash of all that decides its weights: mix, seed, data of the domains it touches, tokenizer, shape and schedule.</param>
/// <param name="Weights">Share of the proxy's own tokens by domain.</param>
/// <param name="Seed">Decides its first weights.</param>
public sealed record ProxyTask(int Index, string Key, double[] Weights, int Seed);

/// <summary>How proxies are trained.</summary>
/// <param name="Size">Their shape.</param>
/// <param name="Vocabulary">Token ids.</param>
/// <param name="Tokenizer">Hash of the tokenizer.</param>
/// <param name="Steps">Steps.</param>
/// <param name="Batch">Sequences of a step.</param>
/// <param name="LearningRate">Peak learning rate; warm-up over the first 5 % of the steps, then a cosine to a tenth.</param>
public sealed record TrainingPlan(ProxySize Size, int Vocabulary, string Tokenizer, int Steps, int Batch, double LearningRate)
{
    /// <summary>Tokens that a proxy is trained on.</summary>
    public long Tokens => (long)Steps * Batch * Size.Context;

    /// <summary>Learning rate of a step, from 1.</summary>
    public double RateAt(int step)
    {
        var warm = Math.Max(1, Steps / 20);
        return step <= warm
            ? LearningRate * step / warm
            : LearningRate * (0.55 + 0.45 * Math.Cos(Math.PI * (step - warm) / Math.Max(1, Steps - warm)));
    }
}

/// <summary>Progress of a proxy, reported now and then.</summary>
/// <param name="Index">Row of the design.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Loss">Training loss, nats a token, mean since the last report.</param>
/// <param name="TokensPerSecond">Speed of the whole stack that it is trained in.</param>
public sealed record ProxyProgress(int Index, int Step, int Steps, double Loss, double TokensPerSecond);
