using Curation.Mixers.Evaluation;

namespace Curation.Mixers.Ablation;

/// <summary>The documents of an arm.</summary>
/// <param name="Documents">Their number.</param>
/// <param name="Characters">UTF-16 units of their text.</param>
public sealed record ArmFacts(long Documents, long Characters);

/// <summary>One eval, or a mean of several: scores of both arms by seed in the eval's own direction, and the gain with its interval.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Unit of the scores.</param>
/// <param name="Without">Scores without the filter, by seed.</param>
/// <param name="With">Scores with it, by the same seeds.</param>
/// <param name="Gain">What the filter gains: positive is better, whichever way the eval counts.</param>
/// <param name="Verdict">What that tells.</param>
public sealed record AblationRow(string Name, string Unit, IReadOnlyList<double> Without, IReadOnlyList<double> With, PairedInterval Gain, AblationVerdict Verdict)
{
    /// <summary>The row of scores.</summary>
    public static AblationRow Of(string name, bool rises, IReadOnlyList<double> without, IReadOnlyList<double> with)
    {
        var gain = PairedInterval.Of([.. with.Zip(without, (a, b) => rises ? a - b : b - a)]);
        return new(name, UnitOf(rises), without, with, gain, gain.Verdict);
    }

    /// <summary>A row an eval, and for each unit that several have, their mean by weight.</summary>
    /// <param name="evals">The evals.</param>
    /// <param name="without">Scores without the filter by eval and seed.</param>
    /// <param name="with">Scores with it.</param>
    public static IReadOnlyList<AblationRow> Of(IReadOnlyList<EvalSpec> evals, IReadOnlyList<double[]> without, IReadOnlyList<double[]> with)
    {
        var rows = evals.Select((e, i) => Of(e.Name, e.Rises, without[i], with[i])).ToList();
        foreach (var unit in Enumerable.Range(0, evals.Count).Where(i => evals[i].Weight > 0).GroupBy(i => evals[i].Rises).Where(g => g.Count() > 1).ToArray())
            rows.Add(Of($"mean of {unit.Count()} evals", unit.Key, Mean(unit, without), Mean(unit, with)));
        return rows;

        double[] Mean(IEnumerable<int> unit, IReadOnlyList<double[]> scores) =>
            [.. scores[0].Select((_, seed) => unit.Sum(i => evals[i].Weight * scores[i][seed]) / unit.Sum(i => evals[i].Weight))];
    }

    static string UnitOf(bool rises) => rises ? "accuracy" : "bits per byte";
}

/// <summary>What an ablation found.</summary>
public sealed record AblationResult
{
    /// <summary>Version of this layout.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>What is judged.</summary>
    public required string Question { get; init; }

    /// <summary>The arm without the filter.</summary>
    public required ArmFacts Without { get; init; }

    /// <summary>The arm with it.</summary>
    public required ArmFacts With { get; init; }

    /// <summary>Size of the proxies.</summary>
    public required string Size { get; init; }

    /// <summary>Tokens that each was trained on.</summary>
    public required long Tokens { get; init; }

    /// <summary>Hash of the tokenizer.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>Seeds whose pairs count.</summary>
    public required IReadOnlyList<int> Seeds { get; init; }

    /// <summary>Evals, then means of several.</summary>
    public required IReadOnlyList<AblationRow> Rows { get; init; }
}
