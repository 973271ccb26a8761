using Curation.Stages.FastText;

namespace Curation.Cli.Reports.Classifiers;

/// <summary>The page of a classifier: how far its scores are probabilities, and what each threshold would keep, on examples that were held out.</summary>
static class ClassifierReport
{
    const double Width = 560, Height = 340;

    /// <summary>Path of the page of a model.</summary>
    public static string PathOf(string model) => $"{model}.html";

    public static string Render(string name, ClassifierCard card)
    {
        var html = new Html();
        PageFrame.Begin(html, name, [PageFrame.Resource("report.css"), PageFrame.Resource("mix.css")]);
        html.Add($"<section id=\"classifier\">\n<h1>{name}</h1>\n<p class=\"lead\">");
        if (card.Threshold is { } threshold) html.Add($"A text is kept if its score for {card.Label} is at least {threshold:0.######}, chosen by {card.ThresholdBy}. ");
        else html.Add($"No threshold was chosen for {card.Label}. ");
        html.Trusted(card.Calibration.IsEmpty ? "No examples were held out: there is nothing to tell.</p>\n" : "All figures are of examples that were held out.</p>\n");
        if (!card.Calibration.IsEmpty)
        {
            html.Trusted("<div class=\"columns\">\n<div>");
            Calibration(html, card);
            html.Trusted("</div>\n<div>");
            Thresholds(html, card);
            html.Trusted("</div>\n</div>\n");
        }
        html.Trusted("</section>\n");
        Facts(html, card);
        PageFrame.End(html);
        return html.ToString();
    }

    /// <summary>A circle a bin, its area by the number of examples: on the diagonal, scores are probabilities.</summary>
    static void Calibration(Html html, ClassifierCard card)
    {
        html.Trusted("<h2>Calibration</h2>\n<p class=\"note\">Share of examples with the label by their mean score, in ten bins. On the dashed line a score is a probability; bars are 95 % intervals (Wilson), areas numbers of examples.</p>\n<figure>");
        var frame = new PlotFrame(Width, Height, (0, 1), (0, 1));
        frame.Begin(html, "calibration", "score", "share with the label", percentY: true);
        html.Add($"<path class=\"diagonal\" d=\"{frame.Line([(0, 0), (1, 1)])}\"/>");
        var most = card.Calibration.Max(b => b.Examples);
        foreach (var bin in card.Calibration.Where(b => b.Examples > 0))
        {
            var (low, high) = Wilson(bin.Positives, bin.Examples);
            var share = (double)bin.Positives / bin.Examples;
            html.Add($"<g class=\"c0\"><rect class=\"interval\" x=\"{frame.X(bin.MeanScore) - 1:0.#}\" width=\"2\" y=\"{frame.Y(high):0.#}\" height=\"{frame.Y(low) - frame.Y(high):0.#}\"/></g>");
            html.Add($"<circle class=\"c0\" cx=\"{frame.X(bin.MeanScore):0.#}\" cy=\"{frame.Y(share):0.#}\" r=\"{Math.Max(2, 10 * Math.Sqrt((double)bin.Examples / most)):0.#}\"><title>{bin.Positives:n0} of {bin.Examples:n0}</title></circle>");
        }
        html.Trusted("</svg></figure>\n");
    }

    static void Thresholds(Html html, ClassifierCard card)
    {
        html.Trusted("<h2>Thresholds</h2>\n<p class=\"note\">What keeping all from a score on would mean. ");
        html.Trusted(card.Threshold is null ? "</p>\n" : "Upright: the threshold that is stored with the model.</p>\n");
        html.Trusted("<div class=\"legend\"><span><span class=\"key c0\"></span> precision</span> <span><span class=\"key c1\"></span> recall</span> <span><span class=\"key c2\"></span> share kept</span></div>\n<figure>");
        var frame = new PlotFrame(Width, Height, (0, 1), (0, 1));
        frame.Begin(html, "thresholds", "least score that is kept", "", percentY: true);
        var lines = new (string Colour, Func<ThresholdPoint, double> Value)[] { ("c0", p => p.Precision), ("c1", p => p.Recall), ("c2", p => p.KeepRate) };
        foreach (var (colour, value) in lines) html.Add($"<path class=\"{colour} line\" d=\"{frame.Line(card.Thresholds.Select(p => (p.Score, value(p))))}\"/>");
        if (card.Threshold is { } threshold) html.Add($"<line class=\"threshold\" x1=\"{frame.X(threshold):0.#}\" x2=\"{frame.X(threshold):0.#}\" y1=\"{frame.Y(1):0.#}\" y2=\"{frame.Y(0):0.#}\"/>");
        html.Trusted("</svg></figure>\n");
    }

    static void Facts(Html html, ClassifierCard card)
    {
        html.Trusted("<section id=\"facts\">\n<h2>Facts</h2>\n<div class=\"columns\">\n");
        html.Trusted("<div><h3>Held-out examples</h3>\n<table class=\"facts\"><tbody>\n");
        foreach (var (measure, value) in card.Evaluation) html.Add($"<tr><th scope=\"row\">{measure}</th><td>{value:0.####}</td></tr>\n");
        html.Trusted("</tbody></table></div>\n<div><h3>Training</h3>\n<table class=\"facts\"><tbody>\n");
        foreach (var (setting, value) in card.Training) html.Add($"<tr><th scope=\"row\">{setting}</th><td>{value}</td></tr>\n");
        html.Trusted("</tbody></table></div>\n</div>\n</section>\n");
    }

    /// <summary>Wilson's interval of a share at 95 %.</summary>
    static (double Low, double High) Wilson(int positives, int examples)
    {
        const double Z = 1.959964;
        var share = (double)positives / examples;
        var middle = share + Z * Z / (2 * examples);
        var reach = Z * Math.Sqrt(share * (1 - share) / examples + Z * Z / (4.0 * examples * examples));
        var scale = 1 + Z * Z / examples;
        return (Math.Max(0, (middle - reach) / scale), Math.Min(1, (middle + reach) / scale));
    }
}
