namespace Curation.Mixers.Corpus;

/// <summary>A document that was chosen for a sample.</summary>
/// <param name="Rank">Hash of seed and id: documents are taken in this order.</param>
/// <param name="Id">Its id.</param>
/// <param name="Tokens">Its tokens as the shards count them.</param>
sealed record SampledDocument(ulong Rank, string Id, int Tokens);
