namespace Curation.Mixers.Ablation;

/// <summary>Where a document of an arm lies.</summary>
/// <param name="File">Ordinal of its file.</param>
/// <param name="Row">Its row in it.</param>
/// <param name="Id">Hash of its id.</param>
/// <param name="Characters">UTF-16 units of its text.</param>
/// <param name="Passes">Whether the filter lets it pass, so that both arms have it.</param>
readonly record struct ArmDocument(int File, long Row, ulong Id, int Characters, bool Passes);
