using Curation.Core.Documents;
using Curation.Stages.Rephrase.Grounding;

namespace Curation.Stages.Rephrase;

/// <summary>Why rephrasings, or documents, are left out.</summary>
static class RephraseReasons
{
    public static Reason NotSelected { get; } = new("rephrase.not-selected", "The document was not selected to be rephrased, and the option keepOthers is false.");

    public static Reason Empty { get; } = new("rephrase.empty", "Nothing of the document's rephrasing was left, and its original was not to be kept; the detail has the first refusal.");

    public static Reason Unread { get; } = new("rephrase.unread", "Nothing of the kind that was asked for could be read from the model's answer.");

    public static Reason Rejected { get; } = new("rephrase.rejected", "The server rejects the request: it is too long for the model's context, or filtered.");

    public static Reason Copy { get; } = new("rephrase.copy", "The rephrased document is its source again, by the option maxSourceSimilarity.");

    public static Reason Judged { get; } = new("rephrase.judged", "A language model that was shown source and answer says that one does not follow from the other, or that the source does not answer the question.");

    public static Reason Unjudged { get; } = new("rephrase.unjudged", "The language model that judges gave no verdict that could be read.");

    /// <summary>Those that refuse what a model wrote, each counted by a signal.</summary>
    public static IReadOnlyList<Reason> Refusals { get; } = [Unread, Rejected, .. GroundingReasons.All, Copy, Judged, Unjudged];

    /// <summary>The signal that counts a reason.</summary>
    public static string Signal(Reason reason) => $"rephrase_refused_{reason.Id["rephrase.".Length..].Replace('-', '_')}";
}
