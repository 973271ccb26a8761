using Curation.Core.Contracts;
using Curation.Ocr.PpOcr;
using Curation.Ocr.Tesseract;
using Curation.Ocr.Vlm;

namespace Curation.Ocr;

/// <summary>Makes engines of options.</summary>
public static class OcrEngines
{
    /// <summary>The engine of a choice.</summary>
    /// <exception cref="Core.Errors.ConfigException">A model file or a device is missing.</exception>
    public static IOcrEngine Create(OcrEngineChoice choice, OcrOptions options, StageServices services) => choice switch
    {
        OcrEngineChoice.Torch => new PpOcrEngine(options, services.Models),
        OcrEngineChoice.Vlm => new VlmEngine(options.Vlm, services),
        _ => new TesseractEngine(options),
    };
}
