namespace Curation.Encoders;

/// <summary>An encoder with its classification head. Not thread-safe.</summary>
interface IEncoderNetwork : IDisposable
{
    /// <summary>Most tokens, padding counted, that fill the device and do not crowd it.</summary>
    int BatchTokens { get; }

    /// <summary>Outputs (logits) of each text of a batch.</summary>
    float[][] Run(TokenBatch batch);
}
