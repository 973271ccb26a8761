using Curation.Cli.Reports.Mixing;
using Curation.Core.Storage;
using Curation.Mixers.Evaluation;
using Curation.Mixers.Proxies;
using Curation.Mixers.Running;
using Curation.Torch;
using TorchSharp;

namespace Curation.Tests.Mixers.Running;

/// <summary>Shards to a blend with real proxies, as small as they can be.</summary>
public sealed class MixEndToEndTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("mix").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Mix_TwoDomains_FollowsTheEvalsAndReusesEveryProxy()
    {
        TorchRuntime.Load();
        torch.set_num_threads(1);
        ShardFixture.Write(Path.Combine(_folder, "in/0.parquet"), Enumerable.Range(0, 120).Select(i => ShardFixture.Document("web", i, 60)).Concat(Enumerable.Range(0, 120).Select(i => ShardFixture.Document("books", i, 60))));
        var options = new MixOptions
        {
            Shards = [Path.Combine(_folder, "in/*.parquet")],
            Directory = Path.Combine(_folder, "out"),
            Tokenizer = "bytes",
            Design = new() { Proxies = 9, Repeats = 2, SecondRound = 0 },
            Proxy = new() { Size = "demo", Tokens = 20_000, HeldOutTokens = 400 },
            Solve = new() { Draws = 20 },
        };
        var project = await MixProject.OpenAsync(options, new StorageRouter(), _ => { }, TestContext.Current.CancellationToken);
        var tasks = project.Tasks(project.Design());
        var trainer = new ProxyTrainer(project.Plan, project.Pools(), project.ProxyFolder, torch.CPU);
        foreach (var task in tasks) trainer.Train([task], _ => { }, _ => { }, TestContext.Current.CancellationToken);

        var (web, said) = (Blend("web"), new List<string>());
        var books = Blend("books", said.Add);
        // The same proxies: nothing is trained, and the first eval's scores are there.
        Assert.True(web.Weights[1] > 0.5 && books.Weights[0] > 0.5, $"{web.Weights[1]} {books.Weights[0]}");
        Assert.Equal(0, new MixScores(project, Evals("books")).Measure(tasks, TestContext.Current.CancellationToken));

        var mixes = ValidationMixes.Of(books, 2);
        Assert.Equal([ValidationMixes.Proposed, ValidationMixes.Natural], mixes.Labels.Distinct().Take(2));
        Assert.All(mixes.Labels.CountBy(l => l), l => Assert.Equal(2, l.Value));
        var more = project.Tasks(mixes);
        foreach (var task in more) trainer.Train([task], _ => { }, _ => { }, TestContext.Current.CancellationToken);
        var scores = new MixScores(project, Evals("books"));
        scores.Measure(more, TestContext.Current.CancellationToken);
        var validation = ValidationMixes.Measure(books, scores.Table(mixes, more));
        var natural = validation.Mixes.Single(m => m.Name == ValidationMixes.Natural);
        Assert.Equal(2, natural.Scores.Count);
        Assert.True(natural.Gain > 0 && natural.GainInterval.Low < natural.Gain && natural.Gain < natural.GainInterval.High);

        var mixture = MixtureFiles.Of(books, project) with { Validation = validation };
        var path = Path.Combine(_folder, "mixture.json");
        MixtureFiles.Write(mixture, path);
        Assert.Equal(mixture.Weights.Select(w => w.Weight), MixtureFiles.Read(path).Weights.Select(w => w.Weight));
        var page = MixReport.Render(books, mixture, TrainingCurves.Read(project));
        foreach (var section in new[] { "weights", "validation", "evals", "domains", "fits", "curves", "facts" }) Assert.Contains($"<section id=\"{section}\">", page, StringComparison.Ordinal);
        Assert.Equal(tasks.Count, page.Split("</title></path>").Length - 1);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);

        BlendResult Blend(string domain, Action<string>? say = null)
        {
            var evals = Evals(domain);
            new MixScores(project, evals).Measure(tasks, TestContext.Current.CancellationToken);
            return MixBlend.Make(new MixScores(project, evals).Table(project.Design(), tasks), evals, project.Natural, project.Bounds, options.Solve, 1, project.FitFolder, say ?? (_ => { }));
        }
    }

    static EvalsFile Evals(string domain) => new() { Evals = [new() { Name = domain, Domain = domain, MaxBytes = 3000 }], WeakSignal = WeakSignal.Keep };
}
