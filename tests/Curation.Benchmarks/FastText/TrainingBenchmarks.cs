using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using Curation.Stages.FastText.Training;

namespace Curation.Benchmarks.FastText;

/// <summary>
/// Training a classifier with bigrams on two threads, from the lines to the written model, against <c>fasttext supervised -thread 2</c> on the
/// same lines with the same settings. The setup prints how often the best label of each is right on other lines.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(InProcessConfig))]
public class TrainingBenchmarks
{
    const int Lines = 40_000;
    readonly string _folder = Directory.CreateTempSubdirectory("curate-bench-").FullName;
    readonly TrainingOptions _options = new() { WordNgrams = 2, Buckets = 200_000, Threads = 2 };

    string Training => Path.Combine(_folder, "training.txt");

    /// <summary>Writes lines of two labels whose words differ a little in how frequent they are.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Write(Training, new Random(1), Lines);
        Write(Path.Combine(_folder, "test.txt"), new Random(2), Lines / 4);
        Command();
        Train();
        foreach (var model in new[] { "theirs", "ours" })
            Console.WriteLine($"// {model}: {Run("test", Path.Combine(_folder, model + ".bin"), Path.Combine(_folder, "test.txt")).Replace('\n', ' ')}");
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true)]
    public int Command() => Run("supervised", "-input", Training, "-output", Path.Combine(_folder, "theirs"), "-wordNgrams", "2", "-bucket", "200000", "-thread", "2", "-verbose", "0").Length;

    [Benchmark]
    public long Train()
    {
        using var lines = LineFile.Open(Training);
        var model = FastTextTrainer.Train(lines, _options, _ => { });
        using var file = new FileStream(Path.Combine(_folder, "ours.bin"), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        model.Save(file);
        return file.Length;
    }

    static void Write(string path, Random random, int lines)
    {
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        for (var i = 0; i < lines; i++)
        {
            var good = random.Next(2);
            writer.Write(good == 1 ? "__label__hq" : "__label__cc");
            // A document of about a hundred words by Zipf's law; each label has its own order of a part of the vocabulary.
            for (var words = random.Next(50, 150); words > 0; words--)
            {
                var rank = (int)Math.Exp(random.NextDouble() * Math.Log(30_000));
                writer.Write(string.Create(CultureInfo.InvariantCulture, $" w{(rank % 9 == 0 && good == 1 ? rank * 7 % 30_000 : rank)}"));
            }
            writer.WriteLine();
        }
    }

    static string Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("fasttext", arguments) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd();
    }
}
