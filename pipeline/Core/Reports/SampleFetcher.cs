using System.Collections.Immutable;
using Curation.Core.Documents;
using Curation.Core.Runs;
using Curation.Core.Shards;
using Curation.Core.Statistics;
using Curation.Core.Storage;

namespace Curation.Core.Reports;

/// <summary>Chooses samples over all tasks and reads them from the few row groups that hold them.</summary>
sealed class SampleFetcher(IStorage storage, long seed)
{
    const int ExcerptLength = 700;
    readonly SampleChoice _choice = new(seed);

    /// <summary>Offers the choices of a task's parts: dropped documents always, kept ones if these are the corpus.</summary>
    public void Offer(TaskManifest manifest, bool corpus)
    {
        foreach (var part in manifest.Parts)
        {
            foreach (var row in part.Statistics.Samples)
            {
                var file = row.Reason.Length == 0 ? corpus ? part.Kept : null : part.Dropped;
                if (file is not null) _choice.Offer(row, file.Path);
            }
        }
    }

    /// <summary>The chosen documents by reason, kept ones first; those whose file is gone are left out.</summary>
    public ImmutableArray<SampleReport> Fetch()
    {
        var wanted = _choice.RowsOfFiles();
        var found = new Dictionary<(string, string), SampleReport>();
        foreach (var file in wanted.GroupBy(w => (w.File, IsDropped: w.Row.Reason.Length > 0)))
        {
            var rows = file.Select(w => w.Row.Row).ToHashSet();
            try
            {
                foreach (var sample in file.Key.IsDropped ? Dropped(file.Key.File, rows) : Kept(file.Key.File, rows)) found[(sample.Reason, sample.Id)] = sample;
            }
            catch (FileNotFoundException)
            {
                // Someone removed the folder of a step: the counts stand, the samples are not to be had.
            }
        }
        return [.. wanted.Select(w => found.GetValueOrDefault((w.Row.Reason, w.Row.Id))).OfType<SampleReport>()];
    }

    IEnumerable<SampleReport> Kept(string path, IReadOnlySet<long> rows)
    {
        using var reader = ShardReader.Open(storage.OpenRead(path), path);
        foreach (var (_, document) in reader.Rows(rows))
        {
            yield return new()
            {
                Reason = "",
                Id = document.Id,
                Url = document.Url,
                Title = document.Title,
                Language = document.Language,
                Place = document.Provenance.ToString(),
                Excerpt = Documents.Excerpt.Marked(document.Text, ExcerptLength),
                Signals = Sorted(document.Signals),
            };
        }
    }

    IEnumerable<SampleReport> Dropped(string path, IReadOnlySet<long> rows)
    {
        using var reader = DroppedReader.Open(storage.OpenRead(path), path);
        foreach (var (_, document) in reader.Rows(rows))
        {
            yield return new()
            {
                Reason = document.Reason,
                Id = document.Id,
                Url = document.Url,
                Stage = document.Stage,
                Signal = document.Signal,
                Value = document.Value,
                Threshold = document.Threshold,
                Detail = document.Detail,
                Place = document.Provenance.ToString(),
                Excerpt = document.Text is { } text ? Documents.Excerpt.Marked(text, ExcerptLength) : null,
                Signals = Sorted(document.Signals),
            };
        }
    }

    static ImmutableSortedDictionary<string, double> Sorted(Signals signals) =>
        signals.Where(s => double.IsFinite(s.Value)).ToImmutableSortedDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal);
}
