using System.Globalization;
using System.Text;
using Curation.Stages.Extraction.Html;
using Curation.Tests.Extraction.Html;

namespace Curation.Benchmarks.Extraction.Fit;

/// <summary>
/// Fits the weights of the main-content model to annotated pages and says how good they are on pages not fitted to:
/// <c>fit-extraction FOLDER [OUTPUT [RIDGE [POWER]]]</c>. The output replaces <c>ContentWeights.txt</c>.
/// </summary>
static class ContentFit
{
    const int Folds = 5;

    public static int Run(string[] arguments)
    {
        if (arguments is not [var folder, .. var rest])
        {
            Console.Error.WriteLine("usage: fit-extraction FOLDER [OUTPUT [RIDGE [POWER]]]");
            return 2;
        }
        var pages = LabelledPage.ReadAll(folder);
        var fit = new LogisticFit(Number(rest, 1, .01), Number(rest, 2, 1));
        var held = new List<(string Type, double Words, double Runs)>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var model = Model(fit.Fit([.. pages.Where((_, i) => i % Folds != fold)]));
            held.AddRange(pages.Where((_, i) => i % Folds == fold).Select(p => Score(p, model)));
        }
        Print($"{Folds}-fold cross-validation", held);
        var weights = fit.Fit(pages);
        Print("the pages fitted to", [.. pages.Select(p => Score(p, Model(weights)))]);
        if (rest is [var output, ..] && output != "-") Write(output, weights);
        return 0;
    }

    static double Number(string[] arguments, int index, double otherwise) =>
        index < arguments.Length ? double.Parse(arguments[index], CultureInfo.InvariantCulture) : otherwise;

    static ContentModel Model(double[] weights) => new((float)weights[0], [.. weights.Skip(1).Select(w => (float)w)]);

    static (string Type, double Words, double Runs) Score(LabelledPage page, ContentModel model)
    {
        var text = page.Extract(model);
        return (page.Type, ContentScore.WordF1(text, page.Content), ContentScore.ShingleF1(text, page.Content));
    }

    static void Print(string what, List<(string Type, double Words, double Runs)> scores)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: word F1 {scores.Average(s => s.Words):f3}, 4-word F1 {scores.Average(s => s.Runs):f3}"));
        foreach (var type in scores.GroupBy(s => s.Type).OrderBy(g => g.Key, StringComparer.Ordinal))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {type.Key,-14} {type.Count(),3}  {type.Average(s => s.Words):f3}  {type.Average(s => s.Runs):f3}"));
    }

    static void Write(string path, double[] weights)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"bias {weights[0]:0.0000}\n");
        foreach (var (name, weight) in ContentFeatures.Names.Zip(weights.Skip(1)))
            if (Math.Abs(weight) >= .00005) text.Append(CultureInfo.InvariantCulture, $"{name} {weight:0.0000}\n");
        File.WriteAllText(path, text.ToString());
    }
}
