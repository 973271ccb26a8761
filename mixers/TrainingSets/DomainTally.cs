namespace Curation.Mixers.TrainingSets;

/// <summary>What was written of a domain.</summary>
sealed class DomainTally
{
    public long Documents { get; set; }

    public long Copies { get; set; }

    public long Tokens { get; set; }

    public long PackedTokens { get; set; }

    public void Add(DomainTally other)
    {
        Documents += other.Documents;
        Copies += other.Copies;
        Tokens += other.Tokens;
        PackedTokens += other.PackedTokens;
    }
}
