using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Code;

/// <summary>
/// Source code: files of checked-out repositories, archives of them (tar plain or compressed, zip), and Parquet in the manner of The
/// Stack. One document a file, with language and licence.
/// </summary>
public sealed class CodeReader(CodeReaderOptions options) : IReader, IComponent<CodeReader, CodeReaderOptions>
{
    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("code", 2, "Reads source code: repositories as folders, tar or zip archives, or Parquet; one document a file.") { Reasons = CodeReasons.All };

    /// <inheritdoc/>
    public static CodeReader Create(CodeReaderOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public bool CanSplit(string name) => name.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<ReadItem> Read(ReaderInput input, CancellationToken cancellationToken)
    {
        var items = CodeArchive.KindOf(input) switch
        {
            ArchiveKind.Parquet => new CodeParquet(options, input).Read(cancellationToken),
            ArchiveKind.None => input.Start > 0 ? [] : new CodeFolder(options, input).Read(),
            var kind => input.Start > 0 ? [] : new CodeArchive(options, input, kind).Read(),
        };
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }
}
