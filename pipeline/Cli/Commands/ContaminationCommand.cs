using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Shards;
using Curation.Stages.Filters.Decontamination;

namespace Curation.Cli.Commands;

/// <summary><c>curate contamination OUTPUT</c>: which items of evaluations a run found, and in which documents.</summary>
static class ContaminationCommand
{
    public static Command Create()
    {
        var output = new Argument<string>("OUTPUT") { Description = "Output folder of a run with the stage decontamination." };
        var json = new Option<bool>("--json") { Description = "One JSON object a match: eval, item, document, url, removed, start, end, words, isExact, share." };
        var command = new Command("contamination", "Lists the items of evaluations that a run found, and where.") { output, json };
        command.SetAction(parsed =>
        {
            var found = Find(parsed.GetRequiredValue(output));
            if (parsed.GetValue(json)) PrintJson(found);
            else PrintSummary([.. found]);
            return ExitCode.Done;
        });
        return command;
    }

    static IEnumerable<(string Id, string? Url, bool Removed, EvalMatchRecord Match)> Find(string output)
    {
        foreach (var path in Shards(output, "dropped"))
        {
            using var reader = DroppedReader.Open(File.OpenRead(path), path);
            foreach (var document in reader.Documents())
            {
                if (!document.Reason.StartsWith("decontamination.", StringComparison.Ordinal)) continue;
                foreach (var match in EvalMatchRecord.Parse(document.Detail ?? "")) yield return (document.Id, document.Url, true, match);
            }
        }
        foreach (var path in Shards(output, "shards"))
        {
            using var reader = ShardReader.Open(File.OpenRead(path), path);
            foreach (var document in reader.Documents(["url", "metadata"]))
            {
                if (!document.Metadata.TryGetValue(DecontaminationFilter.MetadataKey, out var detail)) continue;
                foreach (var match in EvalMatchRecord.Parse(detail)) yield return (document.Id, document.Url, false, match);
            }
        }
    }

    static IEnumerable<string> Shards(string output, string folder)
    {
        // A run that drops nothing, or everything, leaves one of the two folders out.
        if (!Directory.Exists(Path.Combine(output, "dropped")) && !Directory.Exists(Path.Combine(output, "shards")))
            throw new ConfigException($"{output} holds no shards; give the output folder of a run that has ended");
        var path = Path.Combine(output, folder);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.parquet").Order(StringComparer.Ordinal) : [];
    }

    static void PrintJson(IEnumerable<(string Id, string? Url, bool Removed, EvalMatchRecord Match)> found)
    {
        foreach (var (id, url, removed, m) in found)
            Console.Out.WriteLine(JsonSerializer.Serialize(new { m.Eval, m.Item, document = id, url, removed, m.Start, m.End, m.Words, m.IsExact, m.Share }, StrictJson.Options));
    }

    static void PrintSummary(List<(string Id, string? Url, bool Removed, EvalMatchRecord Match)> found)
    {
        foreach (var eval in found.GroupBy(f => f.Match.Eval).OrderBy(g => g.Key, StringComparer.Ordinal))
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{eval.Key}: {eval.Select(f => f.Match.Item).Distinct().Count():n0} items in {eval.Select(f => f.Id).Distinct().Count():n0} documents, {eval.Count(f => f.Match.IsExact):n0} exact and {eval.Count(f => !f.Match.IsExact):n0} fuzzy matches"));
        if (found.Count == 0) Console.Out.WriteLine("no item of an evaluation was found; where the run has no stage decontamination, none was looked for");
        else Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{found.Select(f => f.Id).Distinct().Count():n0} documents, {found.Where(f => f.Removed).Select(f => f.Id).Distinct().Count():n0} of them dropped"));
    }
}
