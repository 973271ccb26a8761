using System.Globalization;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Mixers.Corpus;

/// <summary>One column of a domain's name.</summary>
sealed class DomainColumn
{
    static readonly string[] s_plain = ["source", "language", "license"];
    readonly string _name;
    readonly double[] _edges;

    DomainColumn(string name, double[] edges) => (_name, _edges) = (name, edges);

    /// <summary>Column of the shards that it is read from.</summary>
    public string ShardColumn => _name.Split('.')[0];

    /// <summary>Reports a column that cannot be used.</summary>
    public static void Check(string text, OptionErrors errors)
    {
        try { Parse(text); }
        catch (FormatException error) { errors.Add($"domains: {error.Message}"); }
    }

    /// <exception cref="FormatException">It is not a column that domains can be made of.</exception>
    public static DomainColumn Parse(string text)
    {
        var parts = text.Split('<');
        var edges = new double[parts.Length - 1];
        for (var i = 0; i < edges.Length; i++)
        {
            if (!double.TryParse(parts[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out edges[i]) || i > 0 && edges[i] <= edges[i - 1])
                throw new FormatException($"'{text}': expected rising numbers after '<', found '{parts[i + 1]}'");
        }
        var isSignal = parts[0].StartsWith("signals.", StringComparison.Ordinal);
        if (isSignal && edges.Length == 0) throw new FormatException($"'{text}': a signal needs bands, such as {text}<0.5");
        if (!isSignal && (edges.Length > 0 || !s_plain.Contains(parts[0]) && !parts[0].StartsWith("metadata.", StringComparison.Ordinal)))
            throw new FormatException($"unknown column '{text}'; {Names.DidYouMean(text, [.. s_plain, "metadata.NAME", "signals.NAME<0.5"])}");
        return new(parts[0], edges);
    }

    /// <summary>A document's value; <c>unknown</c> where it has none.</summary>
    public string Of(Document document)
    {
        var value = _name switch
        {
            "source" => document.Source,
            "language" => document.Language,
            "license" => document.License,
            _ when _edges.Length > 0 => Band(document.Signals[_name["signals.".Length..]]),
            _ => document.Metadata.GetValueOrDefault(_name["metadata.".Length..]),
        };
        return string.IsNullOrEmpty(value) ? "unknown" : value;
    }

    string? Band(double? signal)
    {
        if (signal is not { } value) return null;
        var band = _edges.Count(e => value >= e);
        return band == 0 ? string.Create(CultureInfo.InvariantCulture, $"below-{_edges[0]}") : string.Create(CultureInfo.InvariantCulture, $"from-{_edges[band - 1]}");
    }
}
