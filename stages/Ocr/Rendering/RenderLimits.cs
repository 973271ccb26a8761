namespace Curation.Ocr.Rendering;

/// <summary>What rendering a page may take.</summary>
/// <param name="Pixels">Most pixels of a page; larger pages are rendered smaller.</param>
/// <param name="Time">Time for one page.</param>
/// <param name="Memory">Bytes of address space of the renderer.</param>
sealed record RenderLimits(long Pixels, TimeSpan Time, long Memory = 3L << 30);
