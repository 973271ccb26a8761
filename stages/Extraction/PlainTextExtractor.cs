using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Stages.Extraction;

/// <summary>Takes <c>text/plain</c> payloads, such as the conversions of WET files, as they are.</summary>
public sealed class PlainTextExtractor : IExtractor, IComponent<PlainTextExtractor, NoOptions>
{
    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("text", 1, "Plain text as it is.");

    /// <inheritdoc/>
    public IReadOnlyList<string> MediaTypes { get; } = ["text/plain"];

    /// <inheritdoc/>
    public static PlainTextExtractor Create(NoOptions options, StageServices services) => new();

    /// <inheritdoc/>
    public Verdict Extract(Document document, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(document.Payload!.Open(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return Verdict.Keep(document with { Text = reader.ReadToEnd().Replace("\0", "", StringComparison.Ordinal).Trim(), Payload = null });
    }
}
