using Curation.Core.Contracts;

namespace Curation.Stages.Readers.StackExchange;

/// <summary>
/// Dumps of Stack Exchange: <c>Posts.xml</c>, plain, compressed or inside a site's 7z archive. One document a question, with its
/// answers in order of score. Posts are grouped in bounded memory; documents come in order of the questions' numbers.
/// </summary>
public sealed class StackExchangeReader(StackExchangeReaderOptions options, string scratch) : IReader, IComponent<StackExchangeReader, StackExchangeReaderOptions>
{
    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("stackexchange", 1, "Reads dumps of Stack Exchange (Posts.xml, or a site's .7z): a question with its answers, as Markdown.") { Reasons = StackExchangeReasons.All };

    /// <inheritdoc/>
    public static StackExchangeReader Create(StackExchangeReaderOptions options, StageServices services) => new(options, services.Scratch);

    /// <inheritdoc/>
    public bool CanSplit(string name) => false;

    /// <inheritdoc/>
    public IEnumerable<ReadItem> Read(ReaderInput input, CancellationToken cancellationToken)
    {
        if (input.Start > 0) yield break;
        using var grouping = new PostGrouping(options, scratch, input);
        foreach (var item in grouping.Fill()) yield return Checked(item);
        foreach (var item in grouping.Documents()) yield return Checked(item);

        ReadItem Checked(ReadItem item)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return item;
        }
    }
}
