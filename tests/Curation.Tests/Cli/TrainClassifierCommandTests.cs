using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Stages.FastText;

namespace Curation.Tests.Cli;

public sealed class TrainClassifierCommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-classifier-").FullName;

    [Fact]
    public void Run_PositiveAndNegativeFiles_WritesModelAndCard()
    {
        var random = new Random(3);
        Write("good.jsonl", 300, i => new { id = i, text = $"A lemma and\nits proof: theorem {random.Next(50)} follows __label__cc {random.Next(90)}" });
        Write("bad.jsonl", 300, i => new { id = i, text = $"buy now {random.Next(50)} cheap\u2028deal click here {random.Next(90)}" });
        var model = Path.Combine(_folder, "hq.bin");
        var (code, output, error) = Run("--preset", "dclm", "--positive", Path.Combine(_folder, "good.jsonl"), "--negative", Path.Combine(_folder, "bad.jsonl"),
            "--output", model, "--dimension", "8", "--buckets", "1000", "--rate", "0.5", "--keep-rate", "0.4", "--hold-out", "0.2");
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("auc                1", output, StringComparison.Ordinal);
        var card = ClassifierCard.Find(model)!;
        Assert.Equal(("__label__hq", FastTextDialect.Dclm, "keep-rate 0.4"), (card.Label, card.Dialect, card.ThresholdBy));
        Assert.InRange(card.Evaluation["keep-rate"], .4, .45);
        Assert.Equal(card.Evaluation["examples"], card.Calibration.Sum(b => b.Examples));
        var page = File.ReadAllText(model + ".html");
        Assert.Contains("<h1>hq.bin</h1>", page, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"at least {card.Threshold:0.######}, chosen by keep-rate 0.4"), page, StringComparison.Ordinal);
        // A circle a bin with examples; three lines over all thresholds, and the chosen one.
        Assert.Equal(card.Calibration.Count(b => b.Examples > 0), page.Split("<circle").Length - 1);
        Assert.Equal((3, 1), (page.Split(" line\" d=\"M").Length - 1, page.Split("<line class=\"threshold\"").Length - 1));
        var trained = FastTextModel.Load(model);
        Assert.Equal(["__label__cc", "__label__hq"], trained.Labels.Order(StringComparer.Ordinal));
        Assert.Equal("__label__hq", trained.Predict("the proof of a lemma"u8)!.Value.Label);
    }

    [Fact]
    public void Run_PointsByPreset_SplitsAtTheLeast()
    {
        Write("edu.jsonl", 600, i => new { text = i % 6 >= 3 ? $"lesson {i} explains cells" : $"gossip {i} about stars", score = i % 6 });
        var model = Path.Combine(_folder, "edu.bin");
        var (code, _, error) = Run("--preset", "fineweb-edu", "--input", Path.Combine(_folder, "edu.jsonl"), "--output", model, "--dimension", "8", "--buckets", "1000", "--rate", "1", "--precision", "0.9");
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal("__label__edu", FastTextModel.Load(model).Predict("this lesson explains"u8)!.Value.Label);
        Assert.InRange(ClassifierCard.Find(model)!.Evaluation["precision"], .9, 1);
    }

    [Theory]
    [InlineData("at least two labels", "--input", "one.jsonl")]
    [InlineData("at least 10 examples", "--input", "two.jsonl")]
    [InlineData("'tag'", "--input", "two.jsonl", "--label-member", "tag")]
    [InlineData("--positive and --negative", "--positive", "one.jsonl")]
    [InlineData("not both", "--input", "two.jsonl", "--keep-rate", "0.1", "--precision", "0.5")]
    [InlineData("did you mean 'dclm'?", "--input", "two.jsonl", "--preset", "dlcm")]
    public void Run_BadExamplesOrOptions_StopsWithAClearMessage(string message, params string[] arguments)
    {
        Write("one.jsonl", 50, i => new { text = $"text {i}", label = "a" });
        Write("two.jsonl", 12, i => new { text = $"text {i}", label = i % 6 == 0 ? "b" : "a" });
        var (code, _, error) = Run([.. arguments.Select(a => a.EndsWith(".jsonl", StringComparison.Ordinal) ? Path.Combine(_folder, a) : a), "--output", Path.Combine(_folder, "m.bin")]);
        Assert.Equal(ExitCode.BadConfig, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    void Write(string name, int count, Func<int, object> line) =>
        File.WriteAllLines(Path.Combine(_folder, name), Enumerable.Range(0, count).Select(i => JsonSerializer.Serialize(line(i), StrictJson.Options)));

    static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate"), ["train-classifier", .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
