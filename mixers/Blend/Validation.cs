namespace Curation.Mixers.Blend;

/// <summary>What trainings of the blend and of the mixes it is held against measured.</summary>
/// <param name="Mixes">The mixes.</param>
/// <param name="Noise">Standard deviation of the combined score over seeds, pooled.</param>
public sealed record Validation(IReadOnlyList<ValidationMix> Mixes, double Noise);

/// <summary>A mix that was trained to check a blend.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Weights">Its weights, in the order of the blend's.</param>
/// <param name="Scores">Combined score of each training, lower is better.</param>
/// <param name="Predicted">Combined score that the regressions predict.</param>
/// <param name="Gain">By how much the blend is better than it, measured.</param>
/// <param name="GainInterval">90 % interval of that, by Student's t.</param>
/// <param name="Evals">Mean score of each eval.</param>
public sealed record ValidationMix(string Name, double[] Weights, IReadOnlyList<double> Scores, double Predicted, double Gain, Interval GainInterval, IReadOnlyList<double> Evals)
{
    /// <summary>In words, how the blend stands against it.</summary>
    public string Verdict => GainInterval.Low > 0 ? "the blend is better" : GainInterval.High < 0 ? "the blend is worse" : "a tie within noise";
}
