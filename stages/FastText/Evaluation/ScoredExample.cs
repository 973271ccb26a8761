namespace Curation.Stages.FastText.Evaluation;

/// <summary>An example that was held out.</summary>
/// <param name="Score">Score of the label that counts.</param>
/// <param name="IsPositive">Whether it bears that label.</param>
/// <param name="IsRight">Whether the model's best label is one of its labels.</param>
public readonly record struct ScoredExample(double Score, bool IsPositive, bool IsRight);
