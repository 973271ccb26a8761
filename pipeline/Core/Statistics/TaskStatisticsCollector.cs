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
    readonly SortedDictionary<string, long> _languages = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, long> _counters = new(StringComparer.Ordinal);
    long _records, _found, _merged, _documents, _characters, _tokens;

    public TaskStatisticsCollector(string reader, ImmutableArray<string> stages, ShardSchema schema, ITokenCounter tokens)
    {
        _ = (schema, tokens);
        _reader = reader;
        _stages = [.. stages.Select(s => new StageCounter(s))];
    }

    /// <summary>Counts an item of the reader.</summary>
    public void Read(ReadItem item)
    {
        _records++;
        switch (item)
        {
            case ReadItem.Found: _found++; break;
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
    }

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
            Reader = new() { Records = _records, Documents = _found, Merged = _merged, Skipped = _skipped.ToImmutableSortedDictionary(StringComparer.Ordinal), Failed = _failed.ToImmutableSortedDictionary(StringComparer.Ordinal) },
            Stages = [.. _stages.Select(s => s.Complete())],
            Documents = _documents,
            Characters = _characters,
            Tokens = _tokens,
            Languages = _languages.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Counters = _counters.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    internal static void Add(SortedDictionary<string, long> counts, string name, long amount = 1) =>
        counts[name] = counts.GetValueOrDefault(name) + amount;
}
