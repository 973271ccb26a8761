using Curation.Mixers.Running;

namespace Curation.Cli.Reports.Mixing;

/// <summary>The combined score against the weight of each domain: the fit along a line through the blend, and what was measured.</summary>
static class DomainSection
{
    const int Points = 40;

    public static void Write(Html html, BlendResult result)
    {
        var problem = result.Problem;
        var measured = problem.Measured().ToArray();
        // The best three quarters: mixes that are far off would press the rest into a line.
        var shown = measured.Select(m => m.Score).Order().ElementAtOrDefault(measured.Length * 3 / 4);
        html.Trusted("<section id=\"domains\">\n<h2>Score against weight</h2>\n<p class=\"lead\">The predicted combined score (lower is better) as one domain's weight changes and the others keep the blend's proportions; dots are the proxies that were trained. Tick: natural weight. Line: the blend.</p>\n<div class=\"multiples\">\n");
        for (var domain = 0; domain < problem.Bounds.Domains.Count; domain++)
        {
            var (least, most) = (problem.Bounds.Lower[domain], Math.Max(problem.Bounds.Upper[domain], result.Weights[domain]));
            var line = Enumerable.Range(0, Points + 1).Select(i => least + (most - least) * i / Points).Select(w => (X: w, Y: problem.Objective.Score(Along(result.Weights, domain, w)))).ToArray();
            var dots = measured.Where(m => m.Score <= shown).Select(m => (X: problem.Table.Mixtures.Weights[m.Row][domain], Y: m.Score)).ToArray();
            var frame = new PlotFrame(320, 190, (least, most), PlotFrame.Range(line.Where(p => p.Y <= shown).Select(p => p.Y).Concat(dots.Select(d => d.Y)), 0.06));
            html.Add($"<figure><figcaption><b><bdi>{problem.Bounds.Domains[domain]}</bdi></b> <span class=\"note\">blend {result.Weights[domain] * 100:0.0} %, natural {problem.Natural[domain] * 100:0.0} %</span></figcaption>");
            frame.Begin(html, $"score against the weight of {problem.Bounds.Domains[domain]}", "weight", "score", percentX: true);
            foreach (var (x, y) in dots) html.Add($"<circle class=\"dot\" cx=\"{frame.X(x):0.#}\" cy=\"{frame.Y(y):0.#}\" r=\"2\"/>");
            html.Add($"<path class=\"{MixReport.Colour(domain)} line\" d=\"{frame.Line(line)}\"/><line class=\"now\" x1=\"{frame.X(result.Weights[domain]):0.#}\" x2=\"{frame.X(result.Weights[domain]):0.#}\" y1=\"8\" y2=\"160\"/><line class=\"natural\" x1=\"{frame.X(problem.Natural[domain]):0.#}\" x2=\"{frame.X(problem.Natural[domain]):0.#}\" y1=\"150\" y2=\"160\"/></svg></figure>\n");
        }
        html.Trusted("</div>\n</section>\n");
    }

    /// <summary>The blend with one weight set and the others scaled to fill the rest.</summary>
    static double[] Along(double[] blend, int domain, double weight)
    {
        var rest = 1 - blend[domain];
        return [.. blend.Select((w, i) => i == domain ? weight : rest > 1e-9 ? w / rest * (1 - weight) : (1 - weight) / (blend.Length - 1))];
    }
}
