using System.CommandLine;
using Curation.Cli.Running;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Stages.Dedup;
using Curation.Stages.Dedup.Index;

namespace Curation.Cli.Commands;

/// <summary><c>curate dedup-index RUN.json FOLDER</c>: the indexes that a run's deduplication has left, for later runs to read.</summary>
static class DedupIndexCommand
{
    public static Command Create()
    {
        var file = Arguments.RunFile();
        var folder = new Argument<string>("folder") { Description = "Folder that gets one index a stage, such as FOLDER/minhash-dedup." };
        var command = new Command("dedup-index", "Gathers the index of a run whose deduplication has writeIndex, for the option index of later runs.") { file, folder };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var setup = await RunSetup.LoadAsync(parsed.GetRequiredValue(file), null, cancellationToken).ConfigureAwait(false);
            var found = setup.Steps.Where(s => s.Stage?.Options is DedupOptions { WriteIndex: true } && s.Name.EndsWith($".{DedupIndexDescription.Artifact}", StringComparison.Ordinal)).ToArray();
            if (found.Length == 0) throw new ConfigException("the run writes no index: set writeIndex in the options of exact-dedup or minhash-dedup");
            foreach (var step in found) await GatherAsync(setup, step, parsed.GetRequiredValue(folder), cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    static async Task GatherAsync(RunSetup setup, Step step, string folder, CancellationToken cancellationToken)
    {
        var stage = step.Stage!;
        var target = Path.Combine(folder, stage.Name);
        var description = Path.Combine(target, DedupIndexDescription.FileName);
        if (File.Exists(description)) throw new ConfigException($"{description} exists already; name another folder");
        Directory.CreateDirectory(target);
        var parts = new List<DedupIndexPart>();
        for (var task = 0; task < setup.Runner.Tasks(step).Length; task++)
        {
            var manifest = await setup.Context.Manifests.FindAsync(step, task, cancellationToken).ConfigureAwait(false)
                ?? throw new ConfigException($"step {step.Name}: task {task} is not done; finish the run first");
            var artifact = manifest.Artifacts.Single(a => a.Name == DedupIndexDescription.Artifact);
            var name = $"part-{task:d6}";
            await using (var source = await setup.Context.Storage.OpenReadAsync(artifact.Path, cancellationToken: cancellationToken).ConfigureAwait(false))
            await using (var part = File.Create(Path.Combine(target, name)))
                await source.CopyToAsync(part, cancellationToken).ConfigureAwait(false);
            parts.Add(new(name, artifact.Bytes, artifact.Digest));
        }
        await File.WriteAllBytesAsync(description, DedupIndexDescription.Of(stage.Name, (DedupOptions)stage.Options, parts).ToJson(), cancellationToken).ConfigureAwait(false);
        await Console.Error.WriteLineAsync($"{target}: {parts.Count} parts, {parts.Sum(p => p.Bytes)} bytes").ConfigureAwait(false);
    }
}
