using Curation.Core.Models;

namespace Curation.Tests.Ocr;

/// <summary>Networks of PP-OCR in the model cache.</summary>
static class OcrModels
{
    public const string Detection = "ch_PP-OCRv4_det_infer.onnx", Recognition = "ch_PP-OCRv4_rec_infer.onnx", Direction = "ch_ppocr_mobile_v2.0_cls_infer.onnx", Characters = "ppocr_keys_v1.txt";

    /// <summary>Path of a model; skips the test, visibly, where it is absent.</summary>
    public static string PathOrSkip(string name)
    {
        var path = Path.Combine(ModelStore.Default.Directory, name);
        Assert.SkipUnless(File.Exists(path), $"needs the model {name}: curate models pull {name}");
        return path;
    }
}
