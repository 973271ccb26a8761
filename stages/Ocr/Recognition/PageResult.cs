using System.Text.Json;

namespace Curation.Ocr.Recognition;

/// <summary>What became of a page: its text and the time it took, or why it failed.</summary>
/// <param name="Page">The recognised page; null if it failed.</param>
/// <param name="Seconds">Seconds of recognition when it was first done.</param>
/// <param name="Cause">Short id of the failure.</param>
/// <param name="Message">What happened.</param>
sealed record PageResult(OcrPage? Page, double Seconds, string? Cause = null, string? Message = null)
{
    /// <summary>A page that failed; failures are not stored, so that a rerun tries again.</summary>
    public static PageResult Failed(OcrException error) => new(null, 0, error.Cause, error.Message);

    /// <summary>As stored.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>As it was stored.</summary>
    public static PageResult Of(byte[] stored) => JsonSerializer.Deserialize<PageResult>(stored)!;
}
