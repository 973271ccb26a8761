using System.Text.RegularExpressions;
using Curation.Core.Contracts;
using Curation.Torch;

namespace Curation.Encoders;

/// <summary>Options of the stage <c>encoder-classifier</c>.</summary>
public sealed partial record EncoderClassifierOptions : IOptions
{
    /// <summary>Folder of the model, as Hugging Face lays it out: config.json, tokenizer.json or vocab.txt, model.safetensors or model.onnx.</summary>
    public string Model { get; init; } = "";

    /// <summary>Label whose score is <see cref="Signal"/> and is judged; a model of one output needs none.</summary>
    public string? Label { get; init; }

    /// <summary>Least score that is kept; null records scores alone, so that a later stage or run can choose.</summary>
    public double? MinScore { get; init; }

    /// <summary>Name of the signal; the scores of the other labels stand behind it, as <c>encoder_score_spam</c>.</summary>
    public string Signal { get; init; } = "encoder_score";

    /// <summary>Most tokens of a document that are read, its two marks counted, 3 to 8192; the model's positions bound them too.</summary>
    public int MaxTokens { get; init; } = 512;

    /// <summary>Where a network in safetensors is computed; auto takes CUDA if it is there. One in ONNX is computed on the CPU.</summary>
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(Model.Length > 0, nameof(Model), "nothing", "the folder of an encoder classifier with its config.json");
        errors.Require(Label != "", nameof(Label), "nothing", "a label of the model");
        errors.Require(MinScore is null || double.IsFinite(MinScore.Value), nameof(MinScore), MinScore, "a number");
        errors.Require(SnakeCase().IsMatch(Signal), nameof(Signal), Signal, "a name in snake case, such as edu_score");
        errors.Require(MaxTokens is >= 3 and <= 8192, nameof(MaxTokens), MaxTokens, "3 to 8192");
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();
}
