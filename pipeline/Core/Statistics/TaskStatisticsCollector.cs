using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Shards;

namespace Curation.Core.Statistics;

/// <summary>Counts what a part of a task does and checks that nothing is lost.</summary>
sealed class TaskStatisticsCollector
{
    readonly string _reader;
    readonly StageCounter[] _stages;
    readonly SortedDictionary<string, long> _skipped = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, long> _failed = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, long> _truncated = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, long> _languages = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, long> _languageTokens = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, long> _sources = new(StringComparer.Ordinal);
    readonly SortedDictionary<int, long> _months = [];
    readonly SortedDictionary<string, long> _counters = new(StringComparer.Ordinal);
    readonly HistogramBuilder _lengths = new(), _duplicates = new();
    readonly SampleChoice _samples;
    long _records, _found, _merged, _documents, _dropped, _characters, _tokens;

    /// <summary>A collector of one part of a task.</summary>
    /// <param name="reader">Name of the reader, for messages.</param>
    /// <param name="stages">The stages that documents pass.</param>
    /// <param name="seed">The run's seed, for the choice of samples.</param>
    public TaskStatisticsCollector(string reader, ImmutableArray<ComponentDescription> stages, long seed)
    {
        _reader = reader;
        var texts = new TextMeasure();
        _stages = [.. stages.Select(s => new StageCounter(s, texts))];
        _samples = new(seed);
    }

    /// <summary>Counts an item of the reader.</summary>
    public void Read(ReadItem item)
    {
        _records++;
        switch (item)
        {
            case ReadItem.Found found:
                _found++;
                if (found.Document.Provenance.Truncated is { } cause) Add(_truncated, cause);
                break;
            case ReadItem.Merged: _merged++; break;
            case ReadItem.Skipped skipped: Add(_skipped, skipped.Reason.Id); break;
            case ReadItem.Failed failed: Add(_failed, failed.Reason.Id); break;
        }
    }

    /// <summary>Counts a stage's verdict.</summary>
    public void Verdict(int stage, Document before, Verdict verdict) => _stages[stage].Count(before, verdict);

    /// <summary>Counts a document that is written to the shards.</summary>
    public void Keep(Document document, int tokens)
    {
        _documents++;
        _characters += document.Text.Length;
        _tokens += tokens;
        Add(_languages, document.Language ?? "");
        Add(_languageTokens, document.Language ?? "", tokens);
        Add(_sources, document.Source);
        Add(_months, document.Date is { } date ? date.Year * 12 + date.Month - 1 : -1);
        _lengths.Add(document.Text.Length);
        if (document.Duplicates is { } duplicates) _duplicates.Add(duplicates);
        _samples.Offer("", document.Id, _documents - 1);
    }

    /// <summary>Counts a row of the file of dropped documents.</summary>
    public void Drop(DroppedDocument document) => _samples.Offer(document.Reason, document.Id, _dropped++);

    /// <summary>Adds to a counter of a corpus stage.</summary>
    public void Count(string stage, string counter, long amount) => Add(_counters, $"{stage}.{counter}", amount);

    /// <summary>The statistics, after the check that all records and documents are accounted for.</summary>
    /// <exception cref="CurationException">They are not.</exception>
    public TaskStatistics Complete()
    {
        if (_records != _found + _merged + _skipped.Values.Sum() + _failed.Values.Sum())
            throw new CurationException($"reader {_reader}: {_records} records are not {_found} documents + {_merged} merged + {_skipped.Values.Sum()} skipped + {_failed.Values.Sum()} failed");
        return new()
        {
            Reader = new() { Records = _records, Documents = _found, Merged = _merged, Skipped = Sorted(_skipped), Failed = Sorted(_failed), Truncated = Sorted(_truncated) },
            Stages = [.. _stages.Select(s => s.Complete())],
            Documents = _documents,
            Characters = _characters,
            Tokens = _tokens,
            Languages = Sorted(_languages),
            LanguageTokens = Sorted(_languageTokens),
            Sources = Sorted(_sources),
            Months = _months.ToImmutableSortedDictionary(m => Month(m.Key), m => m.Value, StringComparer.Ordinal),
            Lengths = _lengths.Build(),
            Duplicates = _duplicates.Build(),
            Samples = _samples.Rows(),
            Counters = Sorted(_counters),
        };
    }

    internal static void Add<T>(SortedDictionary<T, long> counts, T name, long amount = 1) where T : notnull =>
        counts[name] = counts.GetValueOrDefault(name) + amount;

    static ImmutableSortedDictionary<string, long> Sorted(SortedDictionary<string, long> counts) => counts.ToImmutableSortedDictionary(StringComparer.Ordinal);

    static string Month(int month) => month < 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{month / 12:d4}-{month % 12 + 1:d2}");
}
