using System.Globalization;

namespace Curation.Tests.Fuzz;

/// <summary>Seeded mutations of a corpus: the same inputs at every run; <c>CURATE_FUZZ</c> sets their number.</summary>
sealed class Mutator(int seed, IReadOnlyList<byte[]> corpus, IReadOnlyList<byte[]> tokens)
{
    readonly Random _random = new(seed);

    /// <summary>Number of inputs to try.</summary>
    public static int Iterations { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("CURATE_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 5000;

    /// <summary>The next input: one of the corpus, changed in one to eight places.</summary>
    public byte[] Next()
    {
        var input = Pick(corpus).ToList();
        for (var change = _random.Next(1, 9); change > 0; change--) Change(input);
        return [.. input];
    }

    void Change(List<byte> input)
    {
        var at = _random.Next(input.Count + 1);
        switch (_random.Next(7))
        {
            case 0 when at < input.Count: input[at] = (byte)_random.Next(256); break;
            case 1 when at < input.Count: input[at] ^= (byte)(1 << _random.Next(8)); break;
            case 2: input.RemoveRange(at, Math.Min(_random.Next(1, 40), input.Count - at)); break;
            case 3: input.InsertRange(at, Pick(tokens)); break;
            case 4 when input.Count > 0:
                var from = _random.Next(input.Count);
                input.InsertRange(at, input.GetRange(from, Math.Min(_random.Next(1, 200), input.Count - from)));
                break;
            case 5: input.RemoveRange(at, input.Count - at); break;
            case 6:
                var other = Pick(corpus);
                var cut = _random.Next(other.Length + 1);
                input.RemoveRange(at, input.Count - at);
                input.AddRange(other.AsSpan(cut).ToArray());
                break;
        }
    }

    byte[] Pick(IReadOnlyList<byte[]> list) => list[_random.Next(list.Count)];
}
