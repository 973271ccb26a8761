using System.Globalization;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Mixers.Corpus;

namespace Curation.Mixers.TrainingSets;

/// <summary>How much a document counts within its domain: a product of weights by band, such as of quality and of the size of its duplicate cluster.</summary>
sealed class DocumentWeights
{
    readonly (DomainColumn Column, double[] Weights)[] _bands;

    public DocumentWeights(IEnumerable<string> texts) => _bands = [.. texts.Select(Parse)];

    /// <summary>Columns of the shards that it is read from.</summary>
    public IEnumerable<string> ShardColumns => _bands.Select(b => b.Column.ShardColumn);

    /// <summary>Reports weights that cannot be used.</summary>
    public static void Check(string text, OptionErrors errors)
    {
        try { Parse(text); }
        catch (FormatException error) { errors.Add($"weigh: {error.Message}"); }
    }

    /// <summary>The weight of a document, at least 0; 1 where it has no such number.</summary>
    public double Of(Document document, int tokens, int characters)
    {
        var weight = 1.0;
        foreach (var (column, weights) in _bands)
        {
            var band = column.BandOf(document, tokens, characters);
            if (band >= 0) weight *= weights[band];
        }
        return weight;
    }

    static (DomainColumn Column, double[] Weights) Parse(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 0) throw new FormatException($"'{text}': expected bands and their weights, such as signals.NAME<0.3<0.7=0,1,2");
        var column = DomainColumn.Parse(text[..at]);
        var parts = text[(at + 1)..].Split(',');
        if (column.Bands == 0 || parts.Length != column.Bands) throw new FormatException($"'{text}': expected a weight for each of {column.Bands} bands, found {parts.Length}");
        var weights = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out weights[i]) || weights[i] is < 0 or > 1e6)
                throw new FormatException($"'{text}': expected weights of at least 0, found '{parts[i]}'");
        }
        return (column, weights);
    }
}
