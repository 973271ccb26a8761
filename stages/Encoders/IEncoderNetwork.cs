namespace Curation.Encoders;

/// <summary>An encoder with its classification head. Not thread-safe.</summary>
interface IEncoderNetwork : IDisposable
{
    /// <summary>How many tokens fill the device and do not crowd it.</summary>
    BatchTokens BatchTokens { get; }

    /// <summary>Outputs (logits) of each text of a batch.</summary>
    float[][] Run(TokenBatch batch);
}
