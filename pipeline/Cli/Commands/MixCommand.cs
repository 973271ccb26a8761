using System.CommandLine;
using System.Text.Json;
using Curation.Cli.Mixing;
using Curation.Cli.Running;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Mixers.Running;

namespace Curation.Cli.Commands;

/// <summary><c>curate mix</c>: the blend for some evals, with all that is missing for it; its steps are subcommands.</summary>
static class MixCommand
{
    public static Command Create()
    {
        var (evals, config) = (Evals(), Config());
        var command = new Command("mix", "Chooses the blend of domains by proxies and evals, reusing every proxy, score and fit that it can.")
        {
            evals, config,
            Step("design", "Samples the shards and writes down the mixes to train; the file may be edited.", (run, _) => run.DesignAsync()),
            Step("train", "Trains the proxies that are not trained yet.", (run, parsed) => run.TrainAsync(Range(parsed), parsed.GetValue<string?>("--mixes")), Proxies(), Mixes()),
            Step("score", "Scores the proxies on the evals where scores are missing.", (run, parsed) => run.ScoreAsync(Range(parsed), parsed.GetValue<string?>("--mixes")), Proxies(), Mixes()),
            Step("validate", "Trains the blend, the natural, the uniform and the best single-domain mix with several seeds, and reports the measured gain.", (run, parsed) => run.ValidateAsync(parsed.GetValue<int>("--seeds")), Seeds()),
            MixFitCommand.Create(),
            MixSolveCommand.Create(),
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(evals) is null) throw new ConfigException("--evals: name the evals file; 'curate mix --help' lists the steps");
            using var stop = new StopSignals(cancellation);
            await Open(parsed, stop.Token).AllAsync();
            return ExitCode.Done;
        });
        return command;
    }

    internal static Option<string?> Evals() => new("--evals") { Description = "Evals that the blend is chosen by (docs/evals.md)." };

    internal static Option<string?> Config() => new("--config") { Description = "Options of the mix; default: mix.json beside the evals file." };

    internal static MixRunner Open(ParseResult parsed, CancellationToken cancellation)
    {
        var (evals, config) = (parsed.GetValue<string?>("--evals"), parsed.GetValue<string?>("--config"));
        config ??= evals is null ? "mix.json" : Path.Combine(Path.GetDirectoryName(evals) ?? "", "mix.json");
        return new(Read(config), config, evals, cancellation);
    }

    static MixOptions Read(string path)
    {
        MixOptions options;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            options = (MixOptions)StrictJson.Read(json.RootElement, typeof(MixOptions), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException) { throw new ConfigException($"{path} cannot be read as JSON: {error.Message}; --config names the options of the mix", error); }
        var errors = new OptionErrors { Where = path };
        options.Validate(errors);
        return errors.Messages.Count == 0 ? options : throw new ConfigException(string.Join(Environment.NewLine, errors.Messages));
    }

    static Command Step(string name, string description, Func<MixRunner, ParseResult, Task> run, params Option[] more)
    {
        var command = new Command(name, description) { Evals(), Config() };
        foreach (var option in more) command.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (name is "score" or "validate" && parsed.GetValue<string?>("--evals") is null) throw new ConfigException("--evals: name the evals file");
            using var stop = new StopSignals(cancellation);
            await run(Open(parsed, stop.Token), parsed);
            return ExitCode.Done;
        });
        return command;
    }

    static Option<string?> Proxies() => new("--proxies") { Description = "Rows of the design, A-B, by this process alone with one thread: what a scheduler or a worker is given." };

    static Option<string?> Mixes() => new("--mixes") { Description = "Mixes in place of the design's, with --proxies: a file that 'mix validate' wrote." };

    static Option<int> Seeds()
    {
        var option = new Option<int>("--seeds") { Description = "Trainings of each mix.", DefaultValueFactory = _ => 3 };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) < 2) result.AddError("--seeds: expected at least 2: noise is measured from them");
        });
        return option;
    }

    static (int From, int To)? Range(ParseResult parsed)
    {
        if (parsed.GetValue<string?>("--proxies") is not { } text) return null;
        var parts = text.Split('-');
        return parts.Length == 2 && int.TryParse(parts[0], out var from) && int.TryParse(parts[1], out var to) && from <= to
            ? (from, to)
            : throw new ConfigException($"--proxies: expected rows A-B, found '{text}'");
    }
}
