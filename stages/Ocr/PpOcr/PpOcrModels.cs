namespace Curation.Ocr.PpOcr;

/// <summary>Networks of PP-OCR by name (<c>curate models list</c>) or by path with '/': ONNX files of any language that PP-OCR has.</summary>
public sealed record PpOcrModels
{
    /// <summary>Network that finds lines.</summary>
    public string Detection { get; init; } = "ch_PP-OCRv4_det_infer.onnx";

    /// <summary>Network that tells lines that stand on their head.</summary>
    public string Direction { get; init; } = "ch_ppocr_mobile_v2.0_cls_infer.onnx";

    /// <summary>Network that reads lines; this one Chinese and English.</summary>
    public string Recognition { get; init; } = "ch_PP-OCRv4_rec_infer.onnx";

    /// <summary>The reading network's characters, one a line.</summary>
    public string Characters { get; init; } = "ppocr_keys_v1.txt";

    /// <summary>Those that are files of the user: their content is part of a step's key.</summary>
    internal IEnumerable<string> Files() => new[] { Detection, Direction, Recognition, Characters }.Where(m => m.Contains('/'));
}
