using System.Collections.Immutable;
using Curation.Core.Documents;

namespace Curation.Stages.Rephrase.Selection;

/// <summary>Which documents a language model may be asked about, by what they are and not by chance.</summary>
/// <param name="Languages">Their languages; empty for all.</param>
/// <param name="Sources">Their sources; empty for all.</param>
/// <param name="Signal">A signal that they must have; null for none.</param>
/// <param name="MinSignal">Its smallest value.</param>
/// <param name="MaxSignal">Its largest value.</param>
sealed record DocumentChoice(ImmutableArray<string> Languages, ImmutableArray<string> Sources, string? Signal, double? MinSignal, double? MaxSignal)
{
    /// <summary>Whether a document is one of them.</summary>
    public bool Has(Document document)
    {
        if (!Languages.IsEmpty && !Languages.Contains(document.Language ?? "", StringComparer.Ordinal)) return false;
        if (!Sources.IsEmpty && !Sources.Contains(document.Source, StringComparer.Ordinal)) return false;
        return Signal is null || (document.Signals[Signal] is { } value && !(value < MinSignal) && !(value > MaxSignal));
    }
}
