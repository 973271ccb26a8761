using System.Globalization;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Mixers.Corpus;

/// <summary>One column of a domain's name.</summary>
sealed class DomainColumn
{
    static readonly string[] s_plain = ["source", "language", "license", "host", "year"];
    static readonly string[] s_numbers = ["language_score", "duplicates", "token_count", "char_count"];
    readonly string _name;
    readonly double[] _edges;

    DomainColumn(string name, double[] edges) => (_name, _edges) = (name, edges);

    /// <summary>Column of the shards that it is read from.</summary>
    public string ShardColumn => _name switch
    {
        "year" => "date",
        "host" => "url",
        _ => _name.Split('.')[0],
    };

    /// <summary>Number of bands; 0 for a column of names.</summary>
    public int Bands => _edges.Length == 0 ? 0 : _edges.Length + 1;

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
        var isNumber = s_numbers.Contains(parts[0]) || parts[0].StartsWith("signals.", StringComparison.Ordinal);
        if (isNumber && edges.Length == 0) throw new FormatException($"'{text}': a number needs bands, such as {text}<0.5");
        if (!isNumber && !s_plain.Contains(parts[0]) && !parts[0].StartsWith("metadata.", StringComparison.Ordinal))
            throw new FormatException($"unknown column '{text}'; {Names.DidYouMean(parts[0], [.. s_plain, .. s_numbers, "metadata.NAME", "signals.NAME<0.5"])}");
        if (!isNumber && edges.Length > 0) throw new FormatException($"'{text}': {parts[0]} is no number and has no bands");
        return new(parts[0], edges);
    }

    /// <summary>A document's value; <c>unknown</c> where it has none.</summary>
    public string Of(Document document, int tokens, int characters)
    {
        var value = _edges.Length > 0 ? Band(Number(document, tokens, characters)) : _name switch
        {
            "source" => document.Source,
            "language" => document.Language,
            "license" => document.License,
            "host" => Uri.TryCreate(document.Url, UriKind.Absolute, out var url) ? url.Host : null,
            "year" => document.Date?.Year.ToString(CultureInfo.InvariantCulture),
            _ => document.Metadata.GetValueOrDefault(_name["metadata.".Length..]),
        };
        return string.IsNullOrEmpty(value) ? "unknown" : value;
    }

    /// <summary>Ordinal of the band that a document's number lies in, from 0; -1 where it has none.</summary>
    public int BandOf(Document document, int tokens, int characters) =>
        Number(document, tokens, characters) is { } value ? _edges.Count(e => value >= e) : -1;

    double? Number(Document document, int tokens, int characters) => _name switch
    {
        "language_score" => document.LanguageScore,
        "duplicates" => document.Duplicates,
        "token_count" => tokens,
        "char_count" => characters,
        _ => document.Signals[_name["signals.".Length..]],
    };

    string? Band(double? number)
    {
        if (number is not { } value) return null;
        var band = _edges.Count(e => value >= e);
        return band == 0 ? string.Create(CultureInfo.InvariantCulture, $"below-{_edges[0]}") : string.Create(CultureInfo.InvariantCulture, $"from-{_edges[band - 1]}");
    }
}
