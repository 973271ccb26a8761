namespace Curation.Stages.LanguageId;

/// <summary>Loss that a model was trained with; it decides how scores are made.</summary>
enum FastTextLoss
{
    HierarchicalSoftmax = 1,
    NegativeSampling = 2,
    Softmax = 3,
    OneVersusAll = 4,
}

/// <summary>What a model file says of its training.</summary>
sealed record FastTextArgs(int Dimension, int WordNgrams, FastTextLoss Loss, int Buckets, int MinN, int MaxN)
{
    const int Magic = 793712314;
    const int Supervised = 3;

    public static FastTextArgs Read(ModelInput input)
    {
        var magic = input.Int32();
        input.Require(magic == Magic, $"magic number {magic}, expected {Magic}");
        var version = input.Int32();
        input.Require(version is 11 or 12, $"version {version} of the format, expected 11 or 12");
        var dimension = input.Int32();
        for (var skipped = 0; skipped < 4; skipped++) input.Int32(); // window, epochs, minimum count, negatives
        var wordNgrams = input.Int32();
        var loss = input.Int32();
        var model = input.Int32();
        var buckets = input.Int32();
        var (minN, maxN) = (input.Int32(), input.Int32());
        input.Int32(); // rate of updates
        input.Double(); // sampling threshold
        input.Require(dimension is > 0 and <= 1 << 16, $"dimension {dimension}");
        input.Require(model == Supervised, $"a model of kind {model}, expected a supervised one ({Supervised})");
        input.Require(Enum.IsDefined((FastTextLoss)loss), $"loss {loss}");
        input.Require(buckets >= 0 && minN >= 0 && maxN is >= 0 and <= 1000 && wordNgrams is >= 0 and <= 1000, "n-gram settings out of range");
        // Supervised models of version 11 were trained without character n-grams, whatever the field says.
        return new(dimension, wordNgrams, (FastTextLoss)loss, buckets, minN, version == 11 ? 0 : maxN);
    }
}
