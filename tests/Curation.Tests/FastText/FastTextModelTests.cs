using System.Globalization;
using System.Text;
using System.Text.Json;
using Curation.Core.Errors;
using Curation.Core.Models;
using Curation.Stages.FastText;

namespace Curation.Tests.FastText;

public sealed class FastTextModelTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-fasttext-").FullName;

    [Fact]
    public void Predict_Lid176OnManyLanguages_AgreesWithTheCommand()
    {
        var model = Path.Combine(ModelStore.Default.Directory, "lid.176.ftz");
        Assert.SkipUnless(File.Exists(model), "needs the model lid.176.ftz (curate models pull)");
        var lines = File.ReadLines(Repository.DataOrSkip("langid/cld2/snippets.jsonl"))
            .Select(l => string.Join(' ', JsonDocument.Parse(l).RootElement.GetProperty("text").GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        AssertAgrees(model, [.. lines, "", " ", "1234", "\u0001", "ok", "__label__en and more", "vt\vtab\tnul"]);
    }

    [Theory]
    [InlineData("softmax", "-wordNgrams 2 -minn 0 -maxn 0 -bucket 5000")]
    [InlineData("hs", "-wordNgrams 1 -minn 2 -maxn 4 -bucket 5000")]
    [InlineData("ns", "-wordNgrams 3 -minn 0 -maxn 0 -bucket 3000")]
    [InlineData("one-vs-all", "-wordNgrams 1 -minn 1 -maxn 3 -bucket 2000")]
    [InlineData("softmax", "-wordNgrams 1 -minn 0 -maxn 0 -bucket 0")]
    public void Predict_TrainedModel_AgreesWithTheCommandFullAndQuantized(string loss, string options)
    {
        var text = Path.Combine(_folder, "train.txt");
        var random = new Random(3);
        string[] labels = ["__label__a", "__label__b", "__label__c", "__label__d", "__label__e"];
        string Line(int label) => string.Join(' ', Enumerable.Range(0, 12).Select(_ => $"w{random.Next(260) * (label + 1) % 811}é"));
        File.WriteAllLines(text, Enumerable.Range(0, 1500).Select(i => $"{labels[i * i % 5 % labels.Length]} {Line(i * i % 5)}"));
        FastTextCommand.RunOrSkip(["supervised", "-input", text, "-output", Path.Combine(_folder, "m"), "-loss", loss, "-dim", "13", "-epoch", "3", "-thread", "1", .. options.Split(' ')]);
        string[] lines = [.. Enumerable.Range(0, 200).Select(i => Line(i % 5)), "unseen words only ñandú", "w1é"];
        AssertAgrees(Path.Combine(_folder, "m.bin"), lines);
        FastTextCommand.RunOrSkip("quantize", "-input", text, "-output", Path.Combine(_folder, "m"), "-qnorm", "-retrain", "-cutoff", "400", "-thread", "1");
        AssertAgrees(Path.Combine(_folder, "m.ftz"), lines);
    }

    [Fact]
    public void Predict_EndTokenInALine_EndsTheLineThere()
    {
        var path = Path.Combine(ModelStore.Default.Directory, "lid.176.ftz");
        Assert.SkipUnless(File.Exists(path), "needs the model lid.176.ftz (curate models pull)");
        var model = FastTextModel.Load(path);
        Assert.Equal(model.Predict("ein Satz"), model.Predict("ein Satz </s> und une autre phrase"));
        Assert.NotEqual(model.Predict("ein Satz"), model.Predict("ein Satz </s>x und une autre phrase"));
    }

    [Fact]
    public void Predict_WhateverCameBefore_GivesTheSameBits()
    {
        var path = Path.Combine(ModelStore.Default.Directory, "lid.176.ftz");
        Assert.SkipUnless(File.Exists(path), "needs the model lid.176.ftz (curate models pull)");
        var used = FastTextModel.Load(path);
        var random = new Random(11);
        // Some words come again, some are longer than what is kept, and there are more of them than slots.
        string Word() => string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => (char)"aeinstрокмñß日本"[random.Next(14)])) + (random.Next(9) == 0 ? new string('x', 30) : "");
        string[] lines = [.. Enumerable.Range(0, 3000).Select(_ => string.Join(' ', Enumerable.Range(0, 12).Select(_ => Word())))];
        foreach (var line in lines) used.Predict(line);
        for (var i = 0; i < lines.Length; i += 300) Assert.Equal(FastTextModel.Load(path).Predict(lines[i]), used.Predict(lines[i]));
    }

    [Fact]
    public void Load_DamagedModel_SaysWhereOrReadsIt()
    {
        var path = Path.Combine(ModelStore.Default.Directory, "lid.176.ftz");
        Assert.SkipUnless(File.Exists(path), "needs the model lid.176.ftz (curate models pull)");
        var whole = File.ReadAllBytes(path);
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var damaged = i % 3 == 0 ? whole[..random.Next(whole.Length)] : whole.ToArray();
            for (var flips = random.Next(1, 6); flips > 0 && damaged.Length > 0; flips--)
                damaged[random.Next(Math.Min(damaged.Length, i % 2 == 0 ? 200 : damaged.Length))] = (byte)random.Next(256);
            try
            {
                var model = FastTextModel.Load(new MemoryStream(damaged), "damaged");
                model.Predict("some words of a line");
            }
            catch (InputException error)
            {
                Assert.Contains("damaged at byte", error.Message, StringComparison.Ordinal);
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    void AssertAgrees(string path, string[] lines)
    {
        var file = Path.Combine(_folder, "lines.txt");
        File.WriteAllText(file, string.Join('\n', lines) + "\n", new UTF8Encoding(false));
        var expected = FastTextCommand.RunOrSkip("predict-prob", path, file, "2").Split('\n')[..^1];
        var model = FastTextModel.Load(path);
        Assert.Equal(lines.Length, expected.Length);
        Span<LabelScore> best = new LabelScore[2];
        for (var i = 0; i < lines.Length; i++)
        {
            var found = model.Predict(Encoding.UTF8.GetBytes(lines[i]), best);
            var parts = expected[i].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(parts.Length / 2, found);
            for (var rank = 0; rank < found; rank++)
            {
                var score = float.Parse(parts[rank * 2 + 1], CultureInfo.InvariantCulture);
                Assert.Equal(score, best[rank].Score, 1e-4f);
                Assert.Equal(parts[rank * 2], best[rank].Label);
            }
        }
    }
}
