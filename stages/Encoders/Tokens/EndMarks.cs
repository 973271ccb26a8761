using System.Text.Json;

namespace Curation.Encoders.Tokens;

/// <summary>Tokens that stand before and behind a text.</summary>
/// <param name="Before">Before it.</param>
/// <param name="Behind">Behind it.</param>
sealed record EndMarks(int[] Before, int[] Behind)
{
    /// <summary>Reads what is done behind the model: <c>RobertaProcessing</c>, <c>BertProcessing</c> or <c>TemplateProcessing</c>.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static EndMarks Read(JsonElement processor)
    {
        // ByteLevel moves offsets alone.
        var parts = processor.Parts("processors").Where(p => p.Text("type") != "ByteLevel").ToArray();
        if (parts is not [var one]) throw new InvalidDataException($"{parts.Length} post_processors where one is read");
        return one.Text("type") switch
        {
            "RobertaProcessing" or "BertProcessing" => new([one.GetProperty("cls")[1].GetInt32()], [one.GetProperty("sep")[1].GetInt32()]),
            "TemplateProcessing" => Template(one),
            var other => throw new InvalidDataException($"a post_processor {other}"),
        };
    }

    static EndMarks Template(JsonElement processor)
    {
        List<int> before = [], behind = [];
        var into = before;
        foreach (var piece in processor.GetProperty("single").EnumerateArray())
        {
            if (piece.Member("SpecialToken").Text("id") is { } name) into.AddRange(processor.GetProperty("special_tokens").GetProperty(name).GetProperty("ids").EnumerateArray().Select(i => i.GetInt32()));
            else into = behind;
        }
        return new([.. before], [.. behind]);
    }
}
