using System.Text.Json;
using Curation.Stages.Rephrase.Styles;
using Microsoft.Extensions.AI;

namespace Curation.Stages.Rephrase.Answers;

/// <summary>JSON Schemas of answers, for servers that keep to one; others get the same in words.</summary>
static class AnswerSchema
{
    static readonly ChatResponseFormatJson s_pairs = Parse("""{"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{"question":{"type":"string"},"answer":{"type":"string"}},"required":["question","answer"],"additionalProperties":false}}},"required":["items"],"additionalProperties":false}""");
    static readonly ChatResponseFormatJson s_choices = Parse("""{"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{"question":{"type":"string"},"answer":{"type":"string"},"wrong":{"type":"array","items":{"type":"string"}}},"required":["question","answer","wrong"],"additionalProperties":false}}},"required":["items"],"additionalProperties":false}""");
    static readonly ChatResponseFormatJson s_text = Parse("""{"type":"object","properties":{"text":{"type":"string"}},"required":["text"],"additionalProperties":false}""");
    static readonly ChatResponseFormatJson s_list = Parse("""{"type":"object","properties":{"items":{"type":"array","items":{"type":"string"}}},"required":["items"],"additionalProperties":false}""");

    /// <summary>The schema of a shape.</summary>
    public static ChatResponseFormatJson Of(RephraseShape shape) => shape switch
    {
        RephraseShape.Pairs => s_pairs,
        RephraseShape.Choices => s_choices,
        RephraseShape.Text => s_text,
        _ => s_list,
    };

    /// <summary>The same in words, for every server: one that keeps to the schema is helped by them, too.</summary>
    public static string Words(RephraseShape shape) => shape switch
    {
        RephraseShape.Pairs => """Answer with JSON only: {"items": [{"question": "…", "answer": "…"}]}""",
        RephraseShape.Choices => """Answer with JSON only: {"items": [{"question": "…", "answer": "…", "wrong": ["…", "…", "…"]}]}""",
        RephraseShape.Text => """Answer with JSON only: {"text": "…"}""",
        _ => """Answer with JSON only: {"items": ["…"]}""",
    };

    /// <summary>A schema as requests name it.</summary>
    public static ChatResponseFormatJson Parse(string json, string name = "answer")
    {
        using var document = JsonDocument.Parse(json);
        return ChatResponseFormat.ForJsonSchema(document.RootElement.Clone(), name);
    }
}
