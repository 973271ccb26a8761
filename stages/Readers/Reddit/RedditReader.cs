using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Reddit;

/// <summary>
/// Dumps of Reddit as Pushshift makes them: NDJSON of submissions (<c>RS_…</c>, <c>…_submissions</c>) and of comments beside it
/// (<c>RC_…</c>, <c>…_comments</c>), zstd with long windows, gzip or plain. One document a thread; posts are grouped in bounded memory.
/// </summary>
public sealed class RedditReader(RedditReaderOptions options, string scratch) : IReader, IComponent<RedditReader, RedditReaderOptions>
{
    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("reddit", 2, "Reads dumps of Reddit (NDJSON in .zst): a submission with its comments, replies below what they answer.") { Reasons = RedditReasons.All };

    /// <inheritdoc/>
    public static RedditReader Create(RedditReaderOptions options, StageServices services) => new(options, services.Scratch);

    /// <inheritdoc/>
    public bool CanSplit(string name) => false;

    /// <inheritdoc/>
    public IEnumerable<ReadItem> Read(ReaderInput input, CancellationToken cancellationToken)
    {
        if (input.Start > 0) yield break;
        using var grouping = new ThreadGrouping(options, scratch, input);
        foreach (var item in grouping.Fill()) yield return Checked(item);
        foreach (var item in grouping.Documents()) yield return Checked(item);

        ReadItem Checked(ReadItem item)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return item;
        }
    }
}
