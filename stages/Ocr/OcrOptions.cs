using Curation.Core.Contracts;
using Curation.Ocr.PpOcr;
using Curation.Ocr.Vlm;
using Curation.Torch;

namespace Curation.Ocr;

/// <summary>Which engine recognises pages.</summary>
public enum OcrEngineChoice
{
    /// <summary>Tesseract 5 in child processes.</summary>
    Tesseract,

    /// <summary>PP-OCR's networks by libtorch, on a GPU or the CPU.</summary>
    Torch,

    /// <summary>A vision-language model behind an OpenAI-compatible server.</summary>
    Vlm,
}

/// <summary>What becomes of a page that was recognised with low confidence.</summary>
public enum LowConfidence
{
    /// <summary>Its text stays.</summary>
    Keep,

    /// <summary>Its text stays and the page list says <c>low-confidence</c>.</summary>
    Mark,

    /// <summary>Its text is left out and the page list says <c>low-confidence</c>.</summary>
    Drop,
}

/// <summary>Options of the stage <c>ocr</c>.</summary>
public sealed record OcrOptions : IOptions
{
    /// <summary>The engine.</summary>
    public OcrEngineChoice Engine { get; init; } = OcrEngineChoice.Tesseract;

    /// <summary>Engine for pages on which the first fails; null for none.</summary>
    public OcrEngineChoice? Fallback { get; init; }

    /// <summary>Tesseract's languages, joined by + in order of weight: <c>eng</c>, <c>eng+deu</c>; each needs its data (Debian: <c>tesseract-ocr-deu</c>). The other engines tell by themselves.</summary>
    public string Language { get; init; } = "eng";

    /// <summary>Folder of Tesseract's <c>*.traineddata</c> files; null for the system's.</summary>
    public string? Tessdata { get; init; }

    /// <summary>Where <c>torch</c> computes; auto takes CUDA if it is there.</summary>
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    /// <summary>Pixels an inch of rendered pages, 70 to 600; null for the engine's own (tesseract 300, torch 200). A page that is one scan of at least two thirds of that is taken as it was scanned.</summary>
    public int? Dpi { get; init; }

    /// <summary>Tesseract's processes, or torch's threads on the CPU; 0 for one a core.</summary>
    public int Workers { get; init; }

    /// <summary>Seconds that a page may take, above 0: rendering, and recognition by tesseract; what takes longer is ended and the page fails.</summary>
    public double TimeLimit { get; init; } = 120;

    /// <summary>Most pixels of a page, 1 to 200 million; larger PDF pages are rendered smaller, larger images fail.</summary>
    public long MaxPixels { get; init; } = 60_000_000;

    /// <summary>Mean confidence of a page's characters, 0 to 1, below which it counts as low.</summary>
    public double MinConfidence { get; init; } = 0.5;

    /// <summary>What becomes of a page of low confidence.</summary>
    public LowConfidence LowConfidence { get; init; } = LowConfidence.Mark;

    /// <summary>Largest share of a document's recognised pages, 0 to 1, that may fail; above it the document is dropped.</summary>
    public double MaxFailedPages { get; init; } = 0.5;

    /// <summary>Whether the lines of a paragraph are joined and words broken by a hyphen put together; if not, lines stay as on the page.</summary>
    public bool JoinLines { get; init; } = true;

    /// <summary>Networks of the engine <c>torch</c>.</summary>
    public PpOcrModels Models { get; init; } = new();

    /// <summary>Server and model of the engine <c>vlm</c>.</summary>
    public VlmOptions Vlm { get; init; } = new();

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(Language.Length > 0 && Language.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '_' or '/'), nameof(Language), Language, "languages joined by +, such as eng+deu");
        errors.Require(Tessdata is null || Directory.Exists(Tessdata), nameof(Tessdata), Tessdata, "a folder of *.traineddata files");
        errors.Require(Dpi is null or (>= 70 and <= 600), nameof(Dpi), Dpi, "70 to 600");
        errors.Require(Workers is >= 0 and <= 1024, nameof(Workers), Workers, "0 to 1024");
        errors.Require(TimeLimit > 0, nameof(TimeLimit), TimeLimit, "more than 0");
        errors.Require(MaxPixels is >= 1_000_000 and <= 200_000_000, nameof(MaxPixels), MaxPixels, "1000000 to 200000000");
        errors.Require(MinConfidence is >= 0 and <= 1, nameof(MinConfidence), MinConfidence, "0 to 1");
        errors.Require(MaxFailedPages is >= 0 and <= 1, nameof(MaxFailedPages), MaxFailedPages, "0 to 1");
        errors.Require(Fallback is null || Fallback != Engine, nameof(Fallback), Fallback, "another engine than engine");
        if (Engine == OcrEngineChoice.Vlm || Fallback == OcrEngineChoice.Vlm) Vlm.Validate(errors);
    }
}
