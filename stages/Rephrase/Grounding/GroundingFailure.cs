using Curation.Core.Documents;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>Why an answer is refused.</summary>
/// <param name="Reason">The rule.</param>
/// <param name="Span">What of the answer offends.</param>
/// <param name="Detail">What else helps to understand it.</param>
public sealed record GroundingFailure(Reason Reason, string Span, string? Detail = null);
