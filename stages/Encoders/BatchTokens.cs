namespace Curation.Encoders;

/// <summary>How many tokens, padding counted, a device is given at once.</summary>
/// <param name="Enough">As many keep it busy: behind them a batch is worth less than padding costs.</param>
/// <param name="Most">As many fit; a longer text makes a batch of its own.</param>
readonly record struct BatchTokens(int Enough, int Most)
{
    /// <summary>For processors: a product of 512 rows is as fast as a larger one.</summary>
    public static BatchTokens Cpu => new(512, 2048);

    /// <summary>For graphics processors.</summary>
    public static BatchTokens Gpu => new(1 << 14, 1 << 17);

    /// <summary>Whether a batch takes one more text, at least as long as those it has.</summary>
    /// <param name="texts">Texts that it has.</param>
    /// <param name="shortest">Length of the shortest of them.</param>
    /// <param name="longest">Length of the longest.</param>
    /// <param name="next">Length of the one that comes.</param>
    public bool Takes(int texts, int shortest, int longest, int next) =>
        (long)(texts + 1) * next <= Most && (texts * longest < Enough || next <= shortest + shortest / 8);
}
