namespace Curation.Tests.Ocr.Vlm;

/// <summary>Answers in the form of the models that profiles are for.</summary>
static class VlmAnswers
{
    /// <summary>olmOCR 2.</summary>
    public static string Olm(string text, bool upright = true, int turn = 0) =>
        $"---\nprimary_language: en\nis_rotation_valid: {(upright ? "True" : "False")}\nrotation_correction: {turn}\nis_table: False\nis_diagram: False\n---\n{text}";

    /// <summary>DeepSeek-OCR, asked for places: a title, an image, a text.</summary>
    public static string DeepSeek(string title, string text) => $"""
        <|ref|>title<|/ref|><|det|>[[100, 50, 900, 90]]<|/det|>
        # {title}

        <|ref|>image<|/ref|><|det|>[[300, 100, 600, 400]]<|/det|>


        <|ref|>text<|/ref|><|det|>[[100, 420, 900, 500]]<|/det|>
        {text}<｜end▁of▁sentence｜>
        """.Replace("\r", "", StringComparison.Ordinal);
}
