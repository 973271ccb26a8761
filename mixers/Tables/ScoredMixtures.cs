using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Mixers.Tables;

/// <summary>Mixes with what was measured of the model trained on each.</summary>
/// <param name="Mixtures">The mixes.</param>
/// <param name="Targets">Names of the measured scores.</param>
/// <param name="Scores">Scores by target, then mix; NaN where one is missing.</param>
public sealed record ScoredMixtures(MixtureTable Mixtures, IReadOnlyList<string> Targets, double[][] Scores)
{
    /// <summary>Reads mixes and their scores from two CSV files joined by the column that names the run (RegMix's and Olmix's layouts as they are).</summary>
    /// <param name="mixtures">File of mixes.</param>
    /// <param name="metrics">File of scores.</param>
    /// <param name="targets">Names of score columns, or unambiguous parts of names; empty takes all.</param>
    /// <exception cref="ConfigException">A file does not fit, no run is in both, or a target is unknown or ambiguous.</exception>
    public static ScoredMixtures Read(string mixtures, string metrics, IReadOnlyList<string> targets)
    {
        var (weights, scores) = (CsvTable.Read(mixtures), CsvTable.Read(metrics));
        var keyed = RunColumns.Key(weights.Columns, scores.Columns);
        if (keyed < 0 && weights.Rows.Count != scores.Rows.Count)
            throw new ConfigException($"{metrics}: it shares no column with {mixtures} that names the run (index, run, run_id, name), and has {scores.Rows.Count} rows instead of {weights.Rows.Count}");
        var table = MixtureTable.Of(weights, keyed < 0 ? null : keyed);
        var columns = Select(metrics, scores.Columns, targets);
        var at = keyed < 0 ? -1 : RunColumns.Find(scores.Columns, weights.Columns[keyed]);
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < scores.Rows.Count; i++)
        {
            var key = at < 0 ? table.Keys[i] : scores.Rows[i][at].Trim();
            if (!rows.TryAdd(key, i)) throw new ConfigException($"{metrics}: {scores.Columns[at]} '{key}' names two rows; expected one each");
        }
        var kept = Enumerable.Range(0, table.Keys.Count).Where(i => rows.ContainsKey(table.Keys[i])).ToArray();
        if (kept.Length == 0) throw new ConfigException($"{metrics}: none of its runs is in {mixtures} (joined on '{table.KeyColumn}')");
        var joined = table with { Keys = [.. kept.Select(i => table.Keys[i])], Weights = [.. kept.Select(i => table.Weights[i])] };
        return new(joined, [.. columns.Select(c => scores.Columns[c])], [.. columns.Select(c => joined.Keys.Select(k => scores.Number(rows[k], c)).ToArray())]);
    }

    /// <summary>The mixes and scores of some rows.</summary>
    public ScoredMixtures Rows(IReadOnlyList<int> rows) => new(
        Mixtures with { Keys = [.. rows.Select(i => Mixtures.Keys[i])], Weights = [.. rows.Select(i => Mixtures.Weights[i])] },
        Targets, [.. Scores.Select(s => rows.Select(i => s[i]).ToArray())]);

    static int[] Select(string path, IReadOnlyList<string> columns, IReadOnlyList<string> targets)
    {
        var data = RunColumns.Data(columns);
        if (data.Length == 0) throw new ConfigException($"{path}: there is no column of scores in it");
        if (targets.Count == 0) return data;
        return [.. targets.Select(target =>
        {
            var exact = data.Where(i => columns[i] == target).ToArray();
            var found = exact.Length > 0 ? exact : [.. data.Where(i => columns[i].Contains(target, StringComparison.OrdinalIgnoreCase))];
            return found.Length switch
            {
                1 => found[0],
                0 => throw new ConfigException($"{path}: no score '{target}'; {Names.DidYouMean(target, data.Select(i => columns[i]))}"),
                _ => throw new ConfigException($"{path}: '{target}' fits several scores: {string.Join(", ", found.Select(i => columns[i]))}"),
            };
        })];
    }
}
