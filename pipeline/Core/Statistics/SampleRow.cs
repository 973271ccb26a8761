namespace Curation.Core.Statistics;

/// <summary>A document chosen for reports: by the lowest hash of seed and id among those of its kind, so that any partition chooses the same.</summary>
/// <param name="Reason">Reason of dropped and failed documents; empty for kept ones.</param>
/// <param name="Id">Document id.</param>
/// <param name="Row">Its row in the part's file of kept or dropped documents.</param>
public sealed record SampleRow(string Reason, string Id, long Row);
