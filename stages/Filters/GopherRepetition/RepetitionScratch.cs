using Curation.Stages.Kernels;

namespace Curation.Stages.Filters.GopherRepetition;

/// <summary>Tables that a thread fills again and again.</summary>
sealed class RepetitionScratch
{
    [ThreadStatic]
    static RepetitionScratch? t_mine;

    /// <summary>Those of this thread.</summary>
    public static RepetitionScratch Mine => t_mine ??= new();

    /// <summary>Lines or paragraphs.</summary>
    public SpanIndex Pieces { get; } = new();

    /// <summary>N-grams as lists of words.</summary>
    public NGramLevels NGrams { get; } = new();

    /// <summary>N-grams as joined characters.</summary>
    public JoinedNGrams Joined { get; } = new();

    /// <summary>Code points of the words before each word.</summary>
    public int[] Before { get; private set; } = new int[256];

    /// <summary>Fills <see cref="Before"/>.</summary>
    public void Sum(ReadOnlySpan<Text.Tokens.Token> tokens)
    {
        if (Before.Length <= tokens.Length || Before.Length > (1 << 20)) Before = new int[Math.Max(256, tokens.Length + (tokens.Length / 2) + 1)];
        var sum = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            Before[i] = sum;
            sum += tokens[i].CodePoints;
        }
        Before[tokens.Length] = sum;
    }
}
