using Curation.Mixers.Blend;
using Curation.Mixers.Running;

namespace Curation.Cli.Reports.Mixing;

/// <summary>The page of a mix: one file, nothing fetched, in the look of a run's report.</summary>
static class MixReport
{
    public static string Render(BlendResult result, MixtureFile mixture, IReadOnlyList<TrainingCurve> curves)
    {
        var html = new Html();
        html.Trusted("""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <title>Mix – curate</title>
            <style>
            """);
        html.Trusted(ReportPage.Resource("report.css"));
        html.Trusted(ReportPage.Resource("mix.css"));
        html.Trusted("</style>\n</head>\n<body>\n<main>\n");
        BlendSection.Write(html, mixture);
        if (mixture.Validation is { } validation) ValidationSection.Write(html, validation, mixture);
        EvalSection.Write(html, result);
        DomainSection.Write(html, result);
        FitSection.Write(html, result);
        if (curves.Count > 0) CurveSection.Write(html, curves);
        MixFacts.Write(html, mixture);
        html.Trusted("</main>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>Class of a domain's colour: as many as there are, then again from the first.</summary>
    public static string Colour(int domain) => $"c{domain % 10}";
}
