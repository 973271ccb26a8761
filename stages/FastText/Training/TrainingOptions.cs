using Curation.Core.Contracts;

namespace Curation.Stages.FastText.Training;

/// <summary>How a classifier is trained; names and defaults of the command <c>fasttext supervised</c>.</summary>
public sealed record TrainingOptions : IOptions
{
    /// <summary>Length of the vectors, 1 to 65,536.</summary>
    public int Dimension { get; init; } = 100;

    /// <summary>Times that every example is seen, at least 1.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Rate of learning at the start; it falls to 0 in a straight line.</summary>
    public double Rate { get; init; } = .1;

    /// <summary>Longest n-gram of words that has a row, 1 to 10.</summary>
    public int WordNgrams { get; init; } = 1;

    /// <summary>Rows that all n-grams share.</summary>
    public int Buckets { get; init; } = 2_000_000;

    /// <summary>Fewest times that a word stands in the examples.</summary>
    public int MinCount { get; init; } = 1;

    /// <summary>Shortest n-gram of characters; 0 with <see cref="MaxN"/> 0 for none.</summary>
    public int MinN { get; init; }

    /// <summary>Longest n-gram of characters, 0 to 32.</summary>
    public int MaxN { get; init; }

    /// <summary>The loss.</summary>
    public FastTextLoss Loss { get; init; } = FastTextLoss.Softmax;

    /// <summary>Other labels drawn for each example with <see cref="FastTextLoss.NegativeSampling"/>.</summary>
    public int Negatives { get; init; } = 5;

    /// <summary>Seed of the first vectors, the order of examples and what is drawn.</summary>
    public long Seed { get; init; }

    /// <summary>Threads; the model is the same for any number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(Dimension is >= 1 and <= 1 << 16, nameof(Dimension), Dimension, "1 to 65536");
        errors.Require(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        errors.Require(Rate is > 0 and <= 100, nameof(Rate), Rate, "more than 0, at most 100");
        errors.Require(WordNgrams is >= 1 and <= 10, nameof(WordNgrams), WordNgrams, "1 to 10");
        errors.Require(Buckets is >= 0 and <= FastTextArgs.MaxBuckets, nameof(Buckets), Buckets, $"0 to {FastTextArgs.MaxBuckets}");
        errors.Require(MinCount >= 1, nameof(MinCount), MinCount, "at least 1");
        errors.Require(MaxN is >= 0 and <= 32 && MinN >= 0 && MinN <= MaxN, nameof(MaxN), $"{MinN} to {MaxN}", "minN at most maxN, both 0 to 32");
        errors.Require(Negatives >= 1, nameof(Negatives), Negatives, "at least 1");
        errors.Require(Threads is >= 1 and <= 1024, nameof(Threads), Threads, "1 to 1024");
    }

    internal FastTextArgs Args => new()
    {
        Dimension = Dimension,
        Epochs = Epochs,
        MinCount = MinCount,
        Negatives = Negatives,
        WordNgrams = WordNgrams,
        Loss = Loss,
        Buckets = WordNgrams > 1 || MaxN > 0 ? Buckets : 0,
        MinN = MinN,
        MaxN = MaxN,
    };
}
