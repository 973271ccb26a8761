using Curation.Mixers.Blend;
using Curation.Mixers.Running;

namespace Curation.Cli.Reports.Mixing;

/// <summary>The page of a mix: one file, nothing fetched, in the look of a run's report.</summary>
static class MixReport
{
    public static string Render(BlendResult result, MixtureFile mixture, IReadOnlyList<TrainingCurve> curves)
    {
        var html = new Html();
        PageFrame.Begin(html, "Mix", [PageFrame.Resource("report.css"), PageFrame.Resource("mix.css")]);
        BlendSection.Write(html, mixture);
        if (mixture.Validation is { } validation) ValidationSection.Write(html, validation, mixture);
        EvalSection.Write(html, result);
        DomainSection.Write(html, result);
        FitSection.Write(html, result);
        if (curves.Count > 0) CurveSection.Write(html, curves);
        MixFacts.Write(html, mixture);
        PageFrame.End(html);
        return html.ToString();
    }

    /// <summary>Class of a domain's colour: as many as there are, then again from the first.</summary>
    public static string Colour(int domain) => $"c{domain % 10}";
}
