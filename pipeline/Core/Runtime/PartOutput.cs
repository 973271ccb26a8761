using System.Globalization;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Shards;
using Curation.Core.Statistics;

namespace Curation.Core.Runtime;

/// <summary>The files of one part of a task: kept documents and dropped ones, spooled to scratch, then stored under names with their digest.</summary>
/// <param name="context">What the run's tasks share.</param>
/// <param name="tokens">Counts tokens of what is kept.</param>
/// <param name="statistics">Counts what is kept and dropped.</param>
/// <param name="scratch">Folder for the files until they are stored.</param>
/// <param name="payload">Whether documents keep their payloads for the step that follows.</param>
sealed class PartOutput(RunContext context, ITokenCounter tokens, TaskStatisticsCollector statistics, string scratch, bool payload = false) : IDocumentOutput, IDisposable
{
    ShardWriter? _kept;
    DroppedWriter? _dropped;

    public void Keep(Document document)
    {
        if (document.Payload is not null && !payload)
            throw new ConfigException($"{document.Provenance}: the record reached the shards without text; add the stage 'extract' to the run file");
        _kept ??= new ShardWriter(Path.Combine(scratch, "kept.parquet"), context.Schema with { WithPayload = payload }, context.Origin, context.Run.File.Output.ZstdLevel);
        var count = tokens.Count(document.Text);
        statistics.Keep(document, count);
        _kept.Write(document, count);
    }

    public void Drop(string stage, Verdict.Dropped dropped)
    {
        var document = dropped.Document;
        Write(new(document.Id, document.Url, document.Source, dropped.Reason.Id, stage, dropped.Signal,
            dropped.Signal is null ? null : document.Signals[dropped.Signal], dropped.Threshold, dropped.Detail,
            document.Provenance, document.Signals, Excerpt(document.Text)));
    }

    public void Fail(ReadItem.Failed item, string reader, string source) =>
        Write(new(DocumentId.OfPosition(source, item.Provenance.Container, item.Provenance.Offset), null, source, item.Reason.Id, reader,
            null, null, null, item.Detail, item.Provenance, Signals.Empty, null));

    public void Skip(ReadItem.Skipped item, string reader, string source) =>
        Write(new(DocumentId.OfPosition(source, item.Provenance.Container, item.Provenance.Offset), item.Url, source, item.Reason.Id, reader,
            null, null, null, null, item.Provenance, Signals.Empty, null));

    /// <summary>Closes the files and stores them; names carry the digest, so that attempts cannot overwrite one another.</summary>
    public async Task<(ShardFile? Kept, ShardFile? Dropped)> StoreAsync(string prefix, CancellationToken cancellationToken)
    {
        var kept = await StoreAsync(_kept?.Complete(), $"{prefix}-", cancellationToken).ConfigureAwait(false);
        var dropped = await StoreAsync(_dropped?.Complete(), $"{prefix}-dropped-", cancellationToken).ConfigureAwait(false);
        return (kept, dropped);
    }

    public void Dispose()
    {
        _kept?.Dispose();
        _dropped?.Dispose();
    }

    void Write(DroppedDocument document)
    {
        statistics.Drop(document);
        (_dropped ??= new DroppedWriter(Path.Combine(scratch, "dropped.parquet"), context.Schema, context.Origin, context.Run.File.Output.ZstdLevel)).Write(document);
    }

    async Task<ShardFile?> StoreAsync(ShardFile? file, string prefix, CancellationToken cancellationToken)
    {
        if (file is null) return null;
        var path = string.Create(CultureInfo.InvariantCulture, $"{prefix}{file.Digest[..16]}.parquet");
        await context.Storage.PutFileAsync(path, file.Path, cancellationToken).ConfigureAwait(false);
        return file with { Path = path };
    }

    string? Excerpt(string text)
    {
        var limit = context.Run.File.Output.DroppedText;
        if (limit == 0) return null;
        return limit < 0 ? text : Documents.Excerpt.Of(text, limit);
    }
}
