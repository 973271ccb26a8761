using System.Collections.Immutable;

namespace Curation.Stages.Rephrase.Answers;

/// <summary>One thing that a model wrote.</summary>
/// <param name="Question">The question of a pair; null for texts and statements.</param>
/// <param name="Text">The answer, text or statement.</param>
/// <param name="Wrong">Wrong options of a multiple-choice question.</param>
public sealed record RephrasedItem(string? Question, string Text, ImmutableArray<string> Wrong);
