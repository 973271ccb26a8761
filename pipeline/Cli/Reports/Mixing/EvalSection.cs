using System.Globalization;
using Curation.Mixers.Blend;
using Curation.Mixers.Running;

namespace Curation.Cli.Reports.Mixing;

/// <summary>How the blend moves when an eval counts more or less, and when it has to stay nearer to the natural mix.</summary>
static class EvalSection
{
    public static void Write(Html html, BlendResult result)
    {
        var problem = result.Problem;
        var domains = problem.Bounds.Domains;
        html.Trusted("<section id=\"evals\">\n<h2>How the blend follows the evals</h2>\n<p class=\"lead\">For each eval, the best blend as its share of all weights goes from none to all, the others' proportions kept. The line is where it stands.</p>\n<p class=\"legend\">");
        for (var i = 0; i < domains.Count; i++) html.Add($"<span><span class=\"key {MixReport.Colour(i)}\"></span> <bdi>{domains[i]}</bdi></span> ");
        html.Trusted("</p>\n<div class=\"multiples\">\n");
        var sum = problem.Factors.Sum();
        for (var eval = 0; eval < problem.Factors.Count; eval++)
        {
            var share = problem.Factors[eval] / sum;
            // An eval that does not count yet is shown as if it came in with a scale of its own.
            var counted = problem.Factors[eval] > 0 ? problem : problem with { Factors = [.. problem.Factors.Select((f, i) => i == eval ? sum : f)] };
            var path = BlendPaths.OverEval(counted, result.Weights, eval);
            if (path.Count > 1) Draw(html, path, share, problem.Fits[eval].Target, "share of all weights", share == 0 ? "not chosen by" : FormattableString.Invariant($"now {share * 100:0} %"));
        }
        var penalties = BlendPaths.OverPenalty(problem, result.Weights);
        var steps = penalties.Select((p, i) => p with { Setting = i / (penalties.Count - 1.0) }).ToArray();
        var now = penalties.Select(p => p.Setting).ToList().IndexOf(problem.KlPenalty) / (penalties.Count - 1.0);
        var places = penalties.Select((p, i) => (i / (penalties.Count - 1.0), p.Setting.ToString(".###;;0", CultureInfo.InvariantCulture))).ToArray();
        Draw(html, steps, now, "nearness to the natural mix", "penalty of a nat of distance", FormattableString.Invariant($"now {problem.KlPenalty}"), places);
        html.Trusted("</div>\n</section>\n");
    }

    static void Draw(Html html, IReadOnlyList<PathPoint> path, double now, string title, string axis, string note, IReadOnlyList<(double, string)>? ticks = null)
    {
        var frame = new PlotFrame(320, 210, (0, 1), (0, 1));
        html.Add($"<figure><figcaption><b>{title}</b> <span class=\"note\">{note}</span></figcaption>");
        frame.Begin(html, $"blend over {title}", axis, "", percentX: true, percentY: true, ticks);
        var places = path.Select(p => p.Setting).ToArray();
        var lower = new double[places.Length];
        for (var domain = 0; domain < path[0].Weights.Length; domain++)
        {
            var upper = path.Select((p, i) => lower[i] + p.Weights[domain]).ToArray();
            html.Add($"<path class=\"{MixReport.Colour(domain)} band\" d=\"{frame.Area(places, lower, upper)}\"/>");
            lower = upper;
        }
        html.Add($"<line class=\"now\" x1=\"{frame.X(now):0.#}\" x2=\"{frame.X(now):0.#}\" y1=\"{frame.Y(1):0.#}\" y2=\"{frame.Y(0):0.#}\"/></svg></figure>\n");
    }
}
