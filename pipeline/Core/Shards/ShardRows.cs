using Apache.Arrow;
using Curation.Core.Documents;
using Curation.Core.Shards.Columns;

namespace Curation.Core.Shards;

/// <summary>Gathers kept documents for a row group.</summary>
sealed class ShardRows(ShardSchema schema) : IDisposable
{
    readonly BytesColumn _id = new(), _text = new(), _title = new(), _source = new(), _url = new(), _host = new(), _language = new(), _license = new(), _derived = new();
    readonly TimestampArray.Builder _date = new(ShardLayout.Date);
    readonly DoubleArray.Builder _score = new();
    readonly Int32Array.Builder _tokens = new(), _characters = new(), _duplicates = new();
    readonly MetadataColumn _metadata = new();
    readonly ProvenanceColumn _provenance = new();
    readonly SignalsColumn _signals = new(schema);
    readonly QuestionsColumn _questions = new();
    readonly PayloadColumn _payload = new();

    public int Rows { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Appends a document without its payload.</summary>
    public void Append(Document document, int tokens)
    {
        if (schema.WithPayload) _payload.AppendNone();
        AppendRow(document, tokens);
    }

    /// <summary>Appends a document with a piece of its payload.</summary>
    public void Append(Document document, int tokens, ReadOnlySpan<byte> piece, bool goesOn)
    {
        _payload.Append(piece, document.Payload!.MediaType, goesOn);
        Bytes += piece.Length;
        AppendRow(document, tokens);
    }

    void AppendRow(Document document, int tokens)
    {
        _id.Append(document.Id);
        Bytes -= _text.Length;
        _text.Append(document.Text);
        Bytes += _text.Length;
        _title.Append(document.Title);
        _source.Append(document.Source);
        _url.Append(document.Url);
        _host.Append(Uri.TryCreate(document.Url, UriKind.Absolute, out var uri) ? uri.IdnHost : null);
        _ = document.Date is { } date ? _date.Append(date) : _date.AppendNull();
        _language.Append(document.Language);
        _ = document.LanguageScore is { } score ? _score.Append(score) : _score.AppendNull();
        _license.Append(document.License);
        _tokens.Append(tokens);
        _characters.Append(document.Text.Length);
        _provenance.Append(document.Provenance);
        _signals.Append(document.Signals);
        _metadata.Append(document.Metadata);
        if (schema.WithQuestions) _questions.Append(document.Structure);
        _ = document.Duplicates is { } duplicates ? _duplicates.Append(duplicates) : _duplicates.AppendNull();
        _derived.Append(document.DerivedFrom);
        Rows++;
        Bytes += Size(document);
    }

    /// <summary>Bytes of a document besides its text, about: what the limit of a row group counts.</summary>
    long Size(Document document)
    {
        var size = 256 + 3L * ((document.Title?.Length ?? 0) + (document.Url?.Length ?? 0));
        foreach (var (name, value) in document.Metadata) size += 3L * (name.Length + value.Length);
        if (!schema.WithQuestions) return size;
        foreach (var pair in document.Structure?.Questions ?? []) size += 3L * (pair.Question.Length + pair.Answer.Length + (pair.Evidence?.Length ?? 0));
        return size;
    }

    /// <summary>The rows; valid until the next change.</summary>
    public RecordBatch Build(Schema layout) => new(layout,
    [
        _id.Texts(), _text.Texts(), _title.Texts(), _source.Texts(), _url.Texts(), _host.Texts(), _date.Build(), _language.Texts(),
        _score.Build(), _license.Texts(), _tokens.Build(), _characters.Build(), _provenance.Build(),
        .. schema.Signals.IsEmpty ? [] : new IArrowArray[] { _signals.Build() },
        _metadata.Build(), .. schema.WithQuestions ? new IArrowArray[] { _questions.Build() } : [], _duplicates.Build(), _derived.Texts(),
        .. schema.WithPayload ? _payload.Build() : [],
    ], Rows);

    /// <summary>Begins the next row group.</summary>
    public void Clear()
    {
        foreach (var column in Texts) column.Clear();
        _date.Clear();
        _score.Clear();
        _tokens.Clear();
        _characters.Clear();
        _duplicates.Clear();
        _provenance.Clear();
        _signals.Clear();
        _metadata.Clear();
        _questions.Clear();
        _payload.Clear();
        (Rows, Bytes) = (0, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var column in Texts) column.Dispose();
        _provenance.Dispose();
        _metadata.Dispose();
        _questions.Dispose();
        _payload.Dispose();
    }

    BytesColumn[] Texts => [_id, _text, _title, _source, _url, _host, _language, _license, _derived];
}
