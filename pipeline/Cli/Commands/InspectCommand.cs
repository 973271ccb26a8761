using System.CommandLine;
using System.Text.Json.Nodes;
using Curation.Cli.Inspection;
using Curation.Core.Errors;
using Curation.Core.Shards;
using Curation.Core.Storage;

namespace Curation.Cli.Commands;

/// <summary><c>curate inspect stats|head|sample|truncated SHARD…</c>: shards and files of dropped documents in the terminal.</summary>
static class InspectCommand
{
    public static Command Create() => new("inspect", "Looks into shards and files of dropped documents.") { Stats(), Head(), Sample(), Truncated() };

    static Command Stats()
    {
        var (shards, json) = (Shards(), Json());
        var command = new Command("stats", "Rows, bytes, tokens, languages, and every signal with its quantiles.") { shards, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var storage = new StorageRouter();
            var summary = new ShardSummary();
            foreach (var file in await ShardFiles.ListAsync(storage, parsed.GetRequiredValue(shards), cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                ShardFiles.Open(storage, file, stream =>
                {
                    summary.Add(stream, file);
                    return summary;
                });
            }
            SummaryPrinter.Print(Console.Out, summary, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    static Command Head()
    {
        var (shards, json, columns, rows) = (Shards(), Json(), Columns(), Rows(10));
        var command = new Command("head", "The first rows.") { shards, columns, rows, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var storage = new StorageRouter();
            var printer = new RowPrinter(Console.Out, parsed.GetValue(json));
            var left = parsed.GetValue(rows);
            foreach (var file in await ShardFiles.ListAsync(storage, parsed.GetRequiredValue(shards), cancellationToken).ConfigureAwait(false))
            {
                if (left <= 0) break;
                foreach (var (row, cells) in Read(storage, file, Split(parsed.GetValue(columns)), null, left))
                {
                    printer.Print(file, row, cells);
                    left--;
                }
            }
            return ExitCode.Done;
        });
        return command;
    }

    static Command Sample()
    {
        var (shards, json, columns, rows) = (Shards(), Json(), Columns(), Rows(10));
        var seed = new Option<long>("--seed") { Description = "Another seed chooses other rows." };
        var command = new Command("sample", "Rows chosen by the lowest hashes of seed and id: the same ones every time.") { shards, columns, rows, seed, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var storage = new StorageRouter();
            var printer = new RowPrinter(Console.Out, parsed.GetValue(json));
            var files = await ShardFiles.ListAsync(storage, parsed.GetRequiredValue(shards), cancellationToken).ConfigureAwait(false);
            var chosen = RowSample.Choose(storage, files, parsed.GetValue(rows), parsed.GetValue(seed));
            var cells = chosen.GroupBy(c => c.File, StringComparer.Ordinal)
                .SelectMany(f => Read(storage, f.Key, Split(parsed.GetValue(columns)), f.Select(c => c.Row).ToHashSet(), int.MaxValue).Select(r => (Place: (f.Key, r.Row), r.Cells)))
                .ToDictionary(r => r.Place, r => r.Cells);
            foreach (var place in chosen) printer.Print(place.File, place.Row, cells[place]);
            return ExitCode.Done;
        });
        return command;
    }

    static Command Truncated()
    {
        var (shards, json) = (Shards(), Json());
        var command = new Command("truncated", "Records that the crawler cut, with their URLs, to fetch again.") { shards, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var storage = new StorageRouter();
            var printer = new TruncatedPrinter(Console.Out, parsed.GetValue(json));
            foreach (var file in await ShardFiles.ListAsync(storage, parsed.GetRequiredValue(shards), cancellationToken).ConfigureAwait(false))
                foreach (var record in ShardFiles.Open(storage, file, stream => TruncatedRecords.Read(stream, file).ToList())) printer.Print(record);
            return ExitCode.Done;
        });
        return command;
    }

    static List<(long Row, JsonObject Cells)> Read(StorageRouter storage, string file, string[]? columns, HashSet<long>? rows, int most) => ShardFiles.Open(storage, file, stream =>
    {
        using var table = ShardTable.Open(stream, file);
        return table.Read(columns, rows).Take(most).ToList();
    });

    static string[]? Split(string? columns) => columns?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    static Argument<string[]> Shards() => new("SHARD") { Description = "Files, folders or patterns.", Arity = ArgumentArity.OneOrMore };

    static Option<bool> Json() => new("--json") { Description = "One JSON object a line." };

    static Option<string?> Columns() => new("--columns") { Description = "Columns in the order wanted, with commas between; all by default." };

    static Option<int> Rows(int count) => new("--rows") { Description = "Most rows.", DefaultValueFactory = _ => count };
}
