using System.Buffers.Binary;
using System.Globalization;
using Curation.Core.Errors;
using Curation.Stages.FastText;

namespace Curation.Tests.Fuzz;

/// <summary>Damaged fastText models are refused with a place, or read and used; CURATE_FUZZ sets the number of inputs.</summary>
public sealed class ModelReaderFuzzTests
{
    const long MostBytes = 256 << 20;
    static readonly int[] s_numbers = [0, 1, -1, 2, 255, 256, 65535, 65536, int.MaxValue, int.MinValue, 1 << 20, 1 << 28, 12, 793712314];
    static readonly byte[][] s_lines = [[], .. new[] { "one two", "w1 w2 w3 </s> w1", "__label__a x", "ñandú \0 \v tab\t" }.Select(System.Text.Encoding.UTF8.GetBytes)];

    [Fact]
    public void Load_DamagedModels_RefusesOrReadsThem()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("CURATE_FUZZ") ?? "5000", CultureInfo.InvariantCulture);
        byte[][] models = [.. from loss in Enum.GetValues<FastTextLoss>() from quantized in new[] { false, true } select SmallModel.Of(loss, quantized)];
        foreach (var model in models) Assert.True(Use(model), "an undamaged model is refused");
        var random = new Random(20261124);
        var read = 0;
        for (var i = 0; i < count; i++)
        {
            var damaged = Damage(models[i % models.Length], random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            try
            {
                if (Use(damaged)) read++;
            }
            catch (Exception error)
            {
                var file = Path.Combine(Path.GetTempPath(), $"curate-fuzz-model-{i}.bin");
                File.WriteAllBytes(file, damaged);
                Assert.Fail($"input {i} ({file}): {error}");
            }
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostBytes, $"input {i} took too much memory");
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds < 10, $"input {i} took too long");
        }
        Assert.InRange(read, count / 100, count * 99 / 100);
    }

    /// <summary>False if it is refused with a place.</summary>
    static bool Use(byte[] bytes)
    {
        try
        {
            var model = FastTextModel.Load(new MemoryStream(bytes), "damaged");
            Span<LabelScore> best = new LabelScore[4];
            foreach (var line in s_lines)
            {
                Assert.InRange(model.Predict(line, best), 0, 4);
                model.Predict(line);
                model.Score(line, model.Labels.Count - 1);
            }
            return true;
        }
        catch (InputException error)
        {
            Assert.Contains("damaged at byte ", error.Message, StringComparison.Ordinal);
            return false;
        }
    }

    static byte[] Damage(byte[] model, Random random)
    {
        var damaged = model.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            // The head is where the numbers are that decide.
            var at = random.Next(random.Next(2) == 0 ? Math.Min(300, damaged.Count) : damaged.Count);
            switch (random.Next(5))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    var number = new byte[4];
                    BinaryPrimitives.WriteInt32LittleEndian(number, s_numbers[random.Next(s_numbers.Length)]);
                    at &= ~3;
                    for (var i = 0; i < 4 && at + i < damaged.Count; i++) damaged[at + i] = number[i];
                    break;
                case 3:
                    if (random.Next(4) == 0) damaged.RemoveRange(at, damaged.Count - at);
                    else damaged.RemoveRange(at, Math.Min(random.Next(1, 9), damaged.Count - at));
                    break;
                default:
                    damaged.InsertRange(at, Enumerable.Range(0, random.Next(1, 9)).Select(_ => (byte)random.Next(256)));
                    break;
            }
            if (damaged.Count == 0) break;
        }
        return [.. damaged];
    }
}
