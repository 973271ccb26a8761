namespace Curation.Stages.Filters.Decontamination;

/// <summary>An item of an evaluation.</summary>
/// <param name="Eval">Name of the evaluation.</param>
/// <param name="Id">Name of the item, or its ordinal.</param>
/// <param name="Query">The question.</param>
/// <param name="Answer">The answer; empty if there is none.</param>
sealed record EvalItem(string Eval, string Id, string Query, string Answer);
