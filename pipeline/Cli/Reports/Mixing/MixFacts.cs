using System.Globalization;
using Curation.Mixers.Blend;

namespace Curation.Cli.Reports.Mixing;

/// <summary>What the blend rests on.</summary>
static class MixFacts
{
    public static void Write(Html html, MixtureFile mixture)
    {
        html.Trusted("<section id=\"facts\">\n<h2>Facts</h2>\n<table class=\"facts\"><tbody>\n");
        Fact(html, "weights are shares of", mixture.Unit);
        Fact(html, "domains are", mixture.DomainColumns.Count > 0 ? string.Join(" × ", mixture.DomainColumns) : "those of the table");
        if (mixture.Shards.Count > 0) Fact(html, "shards", string.Join(", ", mixture.Shards));
        foreach (var eval in mixture.Evals)
            Fact(html, $"eval {eval.Name}", string.Create(CultureInfo.InvariantCulture, $"{eval.AtNatural:0.0000} at the natural mix, {eval.AtBlend:0.0000} at the blend, factor {eval.Factor:0.###}, {eval.Model}"));
        Fact(html, "penalty of the distance to the natural mix", mixture.KlPenalty.ToString(CultureInfo.InvariantCulture) + " a nat");
        Fact(html, "layout", mixture.Version);
        Fact(html, "hash of mixes, scores, evals and options", mixture.Hash);
        html.Trusted("</tbody></table>\n</section>\n");
    }

    static void Fact(Html html, string name, string value) => html.Add($"<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>\n");
}
