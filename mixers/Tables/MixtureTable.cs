using System.Globalization;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Mixers.Tables;

/// <summary>Mixes, a row each: a weight per domain, not negative, summing to 1.</summary>
/// <param name="KeyColumn">Name of the column that names a mix.</param>
/// <param name="Keys">Names of the mixes.</param>
/// <param name="Domains">Names of the domains, in the order of the weights.</param>
/// <param name="Weights">Weights by mix.</param>
public sealed record MixtureTable(string KeyColumn, IReadOnlyList<string> Keys, IReadOnlyList<string> Domains, double[][] Weights)
{
    /// <summary>How far a row's sum may be from 1 before it is refused rather than rescaled: published tables are rounded to three places.</summary>
    public const double SumTolerance = 0.02;

    /// <summary>What each mix is; empty where a file does not say.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Reads a CSV file: a column that names the mix (<c>index</c>, <c>run</c>, <c>run_id</c>, <c>name</c>), one column a domain. Rows are rescaled to sum 1.</summary>
    /// <exception cref="ConfigException">A weight is no number or negative, a row sums to something else than 1, two rows have one name.</exception>
    public static MixtureTable Read(string path) => Of(CsvTable.Read(path));

    /// <summary>The mixes of a table.</summary>
    /// <inheritdoc cref="Read"/>
    public static MixtureTable Of(CsvTable table, int? key = null)
    {
        var at = key ?? RunColumns.Key(table.Columns);
        var data = RunColumns.Data(table.Columns);
        if (data.Length < 2) throw new ConfigException($"{table.Path}: expected a column per domain, at least two; found {string.Join(", ", table.Columns)}");
        if (table.Rows.Count == 0) throw new ConfigException($"{table.Path}: there is no mix in it");
        var keys = table.Rows.Select((r, i) => at < 0 ? i.ToString(CultureInfo.InvariantCulture) : r[at].Trim()).ToArray();
        if (keys.GroupBy(k => k, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ConfigException($"{table.Path}: {table.Columns[at]} '{twice.Key}' names {twice.Count()} rows; expected one each");
        var weights = table.Rows.Select((_, row) =>
        {
            var values = data.Select(column => table.Number(row, column)).ToArray();
            for (var i = 0; i < values.Length; i++)
            {
                if (!(values[i] >= 0) || !double.IsFinite(values[i]))
                    throw new ConfigException($"{table.Path}, mix {keys[row]}, '{table.Columns[data[i]]}': expected a weight of at least 0, found {values[i]}");
            }
            var sum = values.Sum();
            if (Math.Abs(sum - 1) > SumTolerance)
                throw new ConfigException($"{table.Path}, mix {keys[row]}: expected weights that sum to 1, found {sum:0.####}");
            for (var i = 0; i < values.Length; i++) values[i] /= sum;
            return values;
        }).ToArray();
        var named = RunColumns.Find(table.Columns, "name");
        return new(at < 0 ? "index" : table.Columns[at], keys, [.. data.Select(i => table.Columns[i])], weights)
        { Labels = named < 0 ? [] : [.. table.Rows.Select(r => r[named].Trim())] };
    }

    /// <summary>The same mixes with the columns in the order of <paramref name="domains"/>.</summary>
    /// <exception cref="ConfigException">A domain is missing, or one is there that is not among them.</exception>
    public MixtureTable Align(IReadOnlyList<string> domains, string path)
    {
        foreach (var domain in domains.Except(Domains)) throw new ConfigException($"{path}: no column for domain '{domain}'; {Names.DidYouMean(domain, Domains)}");
        foreach (var domain in Domains.Except(domains)) throw new ConfigException($"{path}: unknown domain '{domain}'; {Names.DidYouMean(domain, domains)}");
        var order = domains.Select(d => RunColumns.Find(Domains, d)).ToArray();
        return this with { Domains = domains, Weights = [.. Weights.Select(w => order.Select(i => w[i]).ToArray())] };
    }

    /// <summary>Writes the mixes so that they can be read, edited and read again.</summary>
    public void Write(string path)
    {
        var text = new System.Text.StringBuilder("index,name").AppendJoin("", Domains.Select(d => "," + CsvTable.Quote(d))).Append('\n');
        for (var i = 0; i < Keys.Count; i++)
        {
            text.Append(CsvTable.Quote(Keys[i])).Append(',').Append(CsvTable.Quote(Labels.Count > i ? Labels[i] : ""));
            foreach (var weight in Weights[i]) text.Append(',').Append(weight.ToString("0.##########", CultureInfo.InvariantCulture));
            text.Append('\n');
        }
        File.WriteAllText(path, text.ToString());
    }
}
