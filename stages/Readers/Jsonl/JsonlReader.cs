using System.Text.Unicode;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Compression;

namespace Curation.Stages.Readers.Jsonl;

/// <summary>JSON lines, plain or compressed with gzip or zstd: one object a line, read strictly.</summary>
public sealed class JsonlReader(JsonlReaderOptions options) : IReader, IComponent<JsonlReader, JsonlReaderOptions>
{
    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("jsonl", 2, "Reads JSON lines (.jsonl, .gz, .zst): text and id by default, other members by option.");

    /// <inheritdoc/>
    public static JsonlReader Create(JsonlReaderOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public bool CanSplit(string name) => Path.GetExtension(name) is ".jsonl" or ".json" or ".ndjson";

    /// <inheritdoc/>
    public IEnumerable<ReadItem> Read(ReaderInput input, CancellationToken cancellationToken)
    {
        using var lines = new LineReader(input, options.MaxLineBytes);
        var mapping = new JsonlMapping(options);
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lines.Problem is null && IsBlank(lines)) continue;
            var item = Item(lines, mapping, input);
            yield return lines.Plain ? item with { Next = lines.Next } : item;
        }
    }

    static bool IsBlank(LineReader lines)
    {
        var line = lines.Line.Span;
        if (lines.Offset == 0 && line.StartsWith("\uFEFF"u8)) line = line[3..];
        return line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0;
    }

    static ReadItem Item(LineReader lines, JsonlMapping mapping, ReaderInput input)
    {
        var provenance = lines.Plain
            ? new Provenance(input.Name, lines.Offset, lines.Next - lines.Offset)
            : new Provenance(input.Name, -1, -1);
        if (lines.Problem is { } problem)
            return new ReadItem.Failed(lines.LimitHit ? FailureReasons.Limit : FailureReasons.Record, provenance, Where(lines, input, problem));
        var line = lines.Line;
        if (lines.Offset == 0 && line.Span.StartsWith("\uFEFF"u8)) line = line[3..];
        if (!Utf8.IsValid(line.Span)) return Failed("expected UTF-8, found other bytes");
        return mapping.Map(line.Span, input, provenance, lines.Offset, out var document) is { } error ? Failed(error) : new ReadItem.Found(document!);

        ReadItem.Failed Failed(string what) => new(FailureReasons.Record, provenance, Where(lines, input, what));
    }

    static string Where(LineReader lines, ReaderInput input, string what)
    {
        var slice = input.Start > 0 ? $" of the slice from byte {input.Start}" : "";
        return $"{input.Name}, line {lines.Number}{slice}, at {(lines.Plain ? "byte" : "decompressed byte")} {lines.Offset}: {what}";
    }
}
