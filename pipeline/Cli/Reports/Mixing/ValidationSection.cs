using Curation.Mixers.Blend;
using Curation.Mixers.Running;

namespace Curation.Cli.Reports.Mixing;

/// <summary>What trainings of the blend measured against those of other mixes.</summary>
static class ValidationSection
{
    public static void Write(Html html, Validation validation, MixtureFile mixture)
    {
        var frame = validation.Mixes.SelectMany(m => m.Scores.Append(m.Predicted)).ToArray();
        var (low, high) = PlotFrame.Range(frame, 0.08);
        html.Add($"<section id=\"validation\">\n<h2>Validation</h2>\n<p class=\"lead\">Combined score of every training, lower is better: dots are seeds, the tick is what the regressions predict. Gains are those of the blend over each mix, with 90 % intervals; one standard deviation over seeds is {validation.Noise:0.0000}.</p>\n<div class=\"scroll\"><table class=\"weights\">\n<thead><tr><th scope=\"col\">mix</th><th scope=\"col\" class=\"bar\"><span class=\"hidden\">scores</span></th><th scope=\"col\">score</th><th scope=\"col\">predicted</th><th scope=\"col\">gain of the blend</th><th scope=\"col\"></th>");
        foreach (var eval in mixture.Evals) html.Add($"<th scope=\"col\">{eval.Name}</th>");
        html.Trusted("</tr></thead>\n<tbody>\n");
        foreach (var mix in validation.Mixes)
        {
            html.Add($"<tr><th scope=\"row\">{mix.Name}</th><td class=\"bar\"><svg viewBox=\"0 0 300 14\" aria-hidden=\"true\"><rect class=\"allowed\" width=\"300\" y=\"2\" height=\"10\"/><line class=\"natural\" x1=\"{X(mix.Predicted):0.#}\" x2=\"{X(mix.Predicted):0.#}\" y1=\"1\" y2=\"13\"/>");
            foreach (var score in mix.Scores) html.Add($"<circle class=\"c0\" cx=\"{X(score):0.#}\" cy=\"7\" r=\"3.2\"/>");
            html.Add($"</svg></td><td>{(mix.Scores.Count == 0 ? double.NaN : mix.Scores.Average()):0.0000}</td><td>{mix.Predicted:0.0000}</td>");
            if (mix.Name == ValidationMixes.Proposed) html.Trusted("<td></td><td></td>");
            else html.Add($"<td>{mix.Gain:+0.0000;−0.0000} ({mix.GainInterval.Low:0.0000} to {mix.GainInterval.High:0.0000})</td><td class=\"why\">{mix.Verdict}</td>");
            foreach (var eval in mix.Evals) html.Add($"<td>{eval:0.0000}</td>");
            html.Trusted("</tr>\n");
        }
        html.Trusted("</tbody>\n</table></div>\n</section>\n");

        double X(double score) => 300 * (score - low) / (high - low);
    }
}
