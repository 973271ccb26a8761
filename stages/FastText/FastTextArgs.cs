namespace Curation.Stages.FastText;

/// <summary>Loss that a model is trained with; it decides how scores are made.</summary>
public enum FastTextLoss
{
    /// <summary>A Huffman tree of the labels, a logistic decision at each node: fast with many labels.</summary>
    HierarchicalSoftmax = 1,

    /// <summary>Each label against a few that are drawn.</summary>
    NegativeSampling = 2,

    /// <summary>Scores that sum to one.</summary>
    Softmax = 3,

    /// <summary>A logistic score each, for texts with several labels.</summary>
    OneVersusAll = 4,
}

/// <summary>What a model file says of its training: fastText's args.cc, in the order of the file.</summary>
sealed record FastTextArgs
{
    const int Magic = 793712314;
    const int NewestVersion = 12;
    const int Supervised = 3;

    /// <summary>Most buckets: a table of them is kept, so that a damaged number must not decide about memory.</summary>
    public const int MaxBuckets = 1 << 28;

    public int Dimension { get; init; } = 100;

    public int Window { get; init; } = 5;

    public int Epochs { get; init; } = 5;

    public int MinCount { get; init; } = 1;

    public int Negatives { get; init; } = 5;

    public int WordNgrams { get; init; } = 1;

    public FastTextLoss Loss { get; init; } = FastTextLoss.Softmax;

    public int Buckets { get; init; } = 2_000_000;

    public int MinN { get; init; }

    public int MaxN { get; init; }

    public int UpdateRate { get; init; } = 100;

    public double SamplingThreshold { get; init; } = 1e-4;

    /// <summary>Whether n-grams of words or characters have rows.</summary>
    public bool HasNgrams => Buckets > 0 && (MaxN > 0 || WordNgrams > 1);

    public static FastTextArgs Read(ModelInput input)
    {
        var magic = input.Int32();
        input.Require(magic == Magic, $"magic number {magic}, expected {Magic}");
        var version = input.Int32();
        input.Require(version is NewestVersion - 1 or NewestVersion, $"version {version} of the format, expected 11 or 12");
        var args = new FastTextArgs
        {
            Dimension = input.Int32(),
            Window = input.Int32(),
            Epochs = input.Int32(),
            MinCount = input.Int32(),
            Negatives = input.Int32(),
            WordNgrams = input.Int32(),
            Loss = (FastTextLoss)input.Int32(),
        };
        var kind = input.Int32();
        args = args with
        {
            Buckets = input.Int32(),
            MinN = input.Int32(),
            MaxN = input.Int32(),
            UpdateRate = input.Int32(),
            SamplingThreshold = input.Double(),
        };
        input.Require(args.Dimension is > 0 and <= 1 << 16, $"dimension {args.Dimension}");
        input.Require(kind == Supervised, $"a model of kind {kind}, expected a supervised one ({Supervised})");
        input.Require(Enum.IsDefined(args.Loss), $"loss {(int)args.Loss}");
        input.Require(args.Buckets is >= 0 and <= MaxBuckets, $"{args.Buckets} buckets of n-grams, expected at most {MaxBuckets}");
        input.Require(args.MinN >= 0 && args.MaxN is >= 0 and <= 32 && args.WordNgrams is >= 0 and <= 1000, "n-gram settings out of range");
        // Supervised models of version 11 were trained without character n-grams, whatever the field says.
        return version == NewestVersion ? args : args with { MaxN = 0 };
    }

    public void Write(BinaryWriter output)
    {
        foreach (var value in (ReadOnlySpan<int>)[Magic, NewestVersion, Dimension, Window, Epochs, MinCount, Negatives, WordNgrams, (int)Loss, Supervised, Buckets, MinN, MaxN, UpdateRate])
            output.Write(value);
        output.Write(SamplingThreshold);
    }
}
