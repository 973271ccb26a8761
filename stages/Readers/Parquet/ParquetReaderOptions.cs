using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Parquet;

/// <summary>Options of the reader <c>parquet</c>: which columns hold what. A name with dots goes into struct columns. Own shards need none of them.</summary>
public sealed record ParquetReaderOptions : IOptions
{
    /// <summary>Column with the record's own id, text or a number; rows without it get an id of their place.</summary>
    public string Id { get; init; } = "id";

    /// <summary>Column with the text; the file must have it.</summary>
    public string Text { get; init; } = "text";

    /// <summary>Column with the title.</summary>
    public string Title { get; init; } = "title";

    /// <summary>Column with the URL.</summary>
    public string Url { get; init; } = "url";

    /// <summary>Column with the date: a timestamp, a date, ISO 8601 text or seconds since 1970.</summary>
    public string Date { get; init; } = "date";

    /// <summary>Column with the language.</summary>
    public string Language { get; init; } = "language";

    /// <summary>Column with the licence.</summary>
    public string License { get; init; } = "license";

    /// <summary>Column that names the kind of source; null uses the input's.</summary>
    public string? Source { get; init; }

    /// <summary>Columns kept as metadata; <c>*</c> keeps all of texts, numbers, dates and flags that have no other place.</summary>
    public ImmutableArray<string> Metadata { get; init; } = [];

    /// <summary>Rows decoded at once, 1 to 65,536; fewer need less memory where texts are long.</summary>
    public int BatchRows { get; init; } = 512;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(!string.IsNullOrEmpty(Text), nameof(Text), Text, "the name of a column");
        errors.Require(BatchRows is >= 1 and <= 65_536, nameof(BatchRows), BatchRows, "1 to 65536");
    }
}
