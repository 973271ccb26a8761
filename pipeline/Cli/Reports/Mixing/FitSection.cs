using Curation.Mixers.Regression;
using Curation.Mixers.Running;

namespace Curation.Cli.Reports.Mixing;

/// <summary>Predicted against measured scores of each eval, and every regression's cross-validated score.</summary>
static class FitSection
{
    public static void Write(Html html, BlendResult result)
    {
        html.Trusted("<section id=\"fits\">\n<h2>Regressions</h2>\n<p class=\"lead\">Each mix as a fit to the other mixes predicts it, against what was measured. On the diagonal both agree.</p>\n<div class=\"multiples\">\n");
        for (var eval = 0; eval < result.Problem.Fits.Count; eval++)
        {
            var fit = result.Problem.Fits[eval];
            var sign = result.Evals.Evals[eval].Rises ? -1 : 1;
            var points = fit.Rows.Select((row, i) => (X: sign * result.Problem.Table.Scores[eval][row], Y: sign * (fit.Fit.LeftOut?[i] ?? fit.Fit.Model.Predict(result.Problem.Table.Mixtures.Weights[row])))).ToArray();
            var range = PlotFrame.Range(points.Select(p => p.X), 0.05);
            var frame = new PlotFrame(320, 240, range, range);
            html.Add($"<figure><figcaption><b>{fit.Target}</b> <span class=\"note\">{fit.Chosen}, rho {fit.Score?.Rho ?? double.NaN:0.000}, in the best tenth {fit.Score?.RhoOfBest ?? double.NaN:0.00}{(result.Signals[eval] is { } signal ? FormattableString.Invariant($", signal-to-noise {signal:0.0}") : "")}</span></figcaption>");
            frame.Begin(html, $"predicted against measured: {fit.Target}", "measured", fit.Fit.LeftOut is null ? "fitted" : "predicted, left out");
            html.Add($"<path class=\"diagonal\" d=\"{frame.Line([(range.Low, range.Low), (range.High, range.High)])}\"/>");
            foreach (var (x, y) in points) html.Add($"<circle class=\"c0\" cx=\"{frame.X(x):0.#}\" cy=\"{frame.Y(Math.Clamp(y, range.Low, range.High)):0.#}\" r=\"2.4\"/>");
            html.Trusted("</svg></figure>\n");
        }
        html.Trusted("</div>\n");
        if (result.Problem.Fits.Any(f => f.Scores.Count > 0)) Scores(html, result.Problem.Fits);
        html.Trusted("</section>\n");
    }

    static void Scores(Html html, IReadOnlyList<TargetFit> fits)
    {
        html.Trusted("<details><summary>Every regression by repeated cross-validation</summary>\n<div class=\"scroll\"><table class=\"scores\"><thead><tr><th scope=\"col\">eval</th><th scope=\"col\">regression</th><th scope=\"col\">rho</th><th scope=\"col\">best tenth</th><th scope=\"col\">error</th></tr></thead><tbody>\n");
        foreach (var fit in fits)
        {
            foreach (var (score, i) in fit.Scores.Select((s, i) => (s, i)))
            {
                html.Add($"<tr><th scope=\"row\">{(i == 0 ? fit.Target : "")}</th><td>{(score.Name == fit.Chosen ? "chosen: " : "")}{score.Name}</td><td>{score.Rho:0.000}</td><td>{score.RhoOfBest:0.000}</td><td>{score.Error:0.0000}</td></tr>\n");
            }
        }
        html.Trusted("</tbody></table></div></details>\n");
    }
}
