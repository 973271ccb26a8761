namespace Curation.Ocr.Vlm;

/// <summary>Models that the engine <c>vlm</c> knows how to ask.</summary>
public enum VlmProfileChoice
{
    /// <summary>olmOCR 2 of Ai2: 1,288 pixels, answers with front matter.</summary>
    OlmOcr,

    /// <summary>RolmOCR of Reducto: 1,280 pixels, plain answers.</summary>
    RolmOcr,

    /// <summary>DeepSeek-OCR: 1,280 pixels, answers with the place of each block.</summary>
    DeepSeekOcr,
}

/// <summary>How a model is asked and how its answers read.</summary>
/// <param name="Model">Name that servers know it by unless told otherwise.</param>
/// <param name="LongestSide">Pixels of a page's longer side that it was trained on.</param>
/// <param name="Prompt">What it was trained to be asked.</param>
/// <param name="Read">Makes lines of an answer.</param>
sealed record VlmProfile(string Model, int LongestSide, string Prompt, Func<string, VlmAnswer> Read)
{
    /// <summary>
    /// Members that requests have besides OpenAI's, as JSON. DeepSeek-OCR marks places by special tokens, which servers leave out unless told; and
    /// vLLM has a logits processor that keeps it from repeating itself, table cells excepted.
    /// </summary>
    public string? Further { get; init; }

    /// <summary>The profile of a choice; prompts are those of the models' own cards, which they do not work without.</summary>
    public static VlmProfile Of(VlmProfileChoice choice) => choice switch
    {
        VlmProfileChoice.RolmOcr => new("reducto/RolmOCR", 1280, "Return the plain text representation of this document as if you were reading it naturally.\n", VlmAnswer.Plain),
        VlmProfileChoice.DeepSeekOcr => new("deepseek-ai/DeepSeek-OCR", 1280, "<|grounding|>Convert the document to markdown.", VlmAnswer.Grounded)
        {
            Further = """{"skip_special_tokens":false,"vllm_xargs":{"ngram_size":30,"window_size":90,"whitelist_token_ids":[128821,128822]}}""",
        },
        _ => new("allenai/olmOCR-2-7B-1025-FP8", 1288,
            "Attached is one page of a document that you must process. Just return the plain text representation of this document as if you were reading it naturally. "
            + "Convert equations to LateX and tables to HTML.\nReturn your output as markdown, with a front matter section on top specifying values for the "
            + "primary_language, is_rotation_valid, rotation_correction, is_table, and is_diagram parameters.", VlmAnswer.FrontMatter),
    };
}
