using System.Globalization;
using System.Security.Cryptography;
using Curation.Core.Errors;
using Curation.Stages.FastText;
using Curation.Stages.FastText.Training;

namespace Curation.Tests.FastText.Training;

public sealed class FastTextTrainerTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-train-").FullName;

    [Theory]
    [InlineData("softmax", FastTextLoss.Softmax, 2, 0, 0)]
    [InlineData("hs", FastTextLoss.HierarchicalSoftmax, 1, 2, 4)]
    [InlineData("ns", FastTextLoss.NegativeSampling, 2, 0, 0)]
    [InlineData("one-vs-all", FastTextLoss.OneVersusAll, 1, 0, 0)]
    public void Train_RealSources_IsAsGoodAsTheCommand(string name, FastTextLoss loss, int ngrams, int minN, int maxN)
    {
        var (training, test) = SourceLines.WriteOrSkip(_folder);
        var ours = Path.Combine(_folder, "ours.bin");
        var options = new TrainingOptions { Dimension = 32, Loss = loss, WordNgrams = ngrams, MinN = minN, MaxN = maxN, Buckets = 100_000, Rate = .5 };
        Save(Train(training, options), ours);
        FastTextCommand.RunOrSkip("supervised", "-input", training, "-output", Path.Combine(_folder, "theirs"), "-dim", "32", "-lr", "0.5", "-loss", name, "-thread", "2",
            "-wordNgrams", $"{ngrams}", "-minn", $"{minN}", "-maxn", $"{maxN}", "-bucket", "100000");
        // The command judges both, which shows too that it reads our file.
        var (mine, its) = (Precision(ours, test), Precision(Path.Combine(_folder, "theirs.bin"), test));
        Assert.True(mine >= its - .005, $"{name}: ours {mine}, the command's {its}");
    }

    [Fact]
    public void Train_OneTwoAndThreeThreads_GiveTheSameBytes()
    {
        var lines = Path.Combine(_folder, "lines.txt");
        var random = new Random(8);
        File.WriteAllLines(lines, Enumerable.Range(0, 3000).Select(i => $"__label__{"abc"[i % 3]} {string.Join(' ', Enumerable.Range(0, 10).Select(_ => $"w{random.Next(40) * (i % 3 + 1)}"))}"));
        var options = new TrainingOptions { Dimension = 17, WordNgrams = 2, Buckets = 1000, MinN = 2, MaxN = 3, Seed = 5 };
        string[] digests = [.. new[] { 1, 2, 3, 2 }.Select(t => Digest(Train(lines, options with { Threads = t })))];
        Assert.Single(digests.Distinct());
        Assert.NotEqual(digests[0], Digest(Train(lines, options with { Seed = 6 })));
    }

    [Fact]
    public void Save_TrainedModel_IsReadBackTheSame()
    {
        var lines = Path.Combine(_folder, "lines.txt");
        File.WriteAllLines(lines, Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? $"__label__a red apple {i}" : $"__label__b blue boat {i}"));
        var model = Train(lines, new() { Dimension = 8, MinN = 1, MaxN = 2, Buckets = 500, Rate = 1 });
        var path = Path.Combine(_folder, "m.bin");
        Save(model, path);
        var again = FastTextModel.Load(path);
        Assert.Equal(["__label__a", "__label__b"], again.Labels);
        Assert.Equal(model.Predict("a red boat"u8), again.Predict("a red boat"u8));
        Assert.Equal("__label__a", again.Predict("a red apple"u8)!.Value.Label);
        Assert.Equal("__label__b", again.Predict("the blue boat"u8)!.Value.Label);
    }

    [Fact]
    public void Train_OneLabel_SaysSo()
    {
        var lines = Path.Combine(_folder, "lines.txt");
        File.WriteAllText(lines, "__label__a one\n__label__a two\n");
        Assert.Contains("at least two labels", Assert.Throws<ConfigException>(() => Train(lines, new())).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static FastTextModel Train(string path, TrainingOptions options)
    {
        using var lines = LineFile.Open(path);
        return FastTextTrainer.Train(lines, options, _ => { }, TestContext.Current.CancellationToken);
    }

    static void Save(FastTextModel model, string path)
    {
        using var file = File.Create(path);
        model.Save(file);
    }

    static string Digest(FastTextModel model)
    {
        using var memory = new MemoryStream();
        model.Save(memory);
        return Convert.ToHexString(SHA256.HashData(memory.ToArray()));
    }

    static double Precision(string model, string test) => double.Parse(
        FastTextCommand.RunOrSkip("test", model, test).Split('\n').First(l => l.StartsWith("P@1", StringComparison.Ordinal)).Split('\t')[1], CultureInfo.InvariantCulture);
}
