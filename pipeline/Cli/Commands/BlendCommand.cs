using System.CommandLine;
using System.Globalization;
using Curation.Cli.Mixing;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Storage;
using Curation.Mixers.Running;
using Curation.Mixers.TrainingSets;

namespace Curation.Cli.Commands;

/// <summary><c>curate blend</c>: the training set of a mixture, from the shards.</summary>
static class BlendCommand
{
    public static Command Create()
    {
        var defaults = new TrainingSetOptions();
        var mixture = new Option<string>("--mixture") { Description = "The mixture (mixture.json of 'curate mix').", Required = true };
        var tokens = new Option<string>("--tokens") { Description = "Tokens in all, in the unit of the mixture; 2e9, 500M and 3T are read.", Required = true };
        var output = new Option<string>("--output") { Description = "Folder of the training set, local or s3.", Required = true };
        var shards = Many("--shards", "Shards to take from, paths or patterns; default: those of the mixture.");
        var weigh = Many("--weigh", "Weights of documents within their domain by band: signals.NAME<0.3<0.7=0,1,2 or duplicates<2<5=1,2,3; several multiply.");
        var tokenizer = new Option<string?>("--tokenizer") { Description = "Writes packed token files too, of o200k, cl100k, bytes, or a tokenizer.json." };
        var end = new Option<string?>("--end-of-text") { Description = "Token that ends a document in packed files, by name or id; default: the tokenizer's own." };
        var noParquet = new Option<bool>("--no-parquet") { Description = "Writes packed token files alone." };
        var seed = new Option<int>("--seed") { Description = "Decides which documents are taken, and the order of all.", DefaultValueFactory = _ => defaults.Seed };
        var epochs = new Option<double>("--max-epochs") { Description = "Most copies of a document.", DefaultValueFactory = _ => defaults.MaxEpochs };
        var file = new Option<string>("--file-tokens") { Description = "Tokens of an output file, about.", DefaultValueFactory = _ => defaults.FileTokens.ToString(CultureInfo.InvariantCulture) };
        var (json, workers) = (new Option<bool>("--json") { Description = "Prints one JSON object a domain on standard output." }, Arguments.Workers());
        var command = new Command("blend", "Writes the training set of a mixture: shards sampled to the blend, as Parquet, packed token files or both.")
        {
            mixture, tokens, output, shards, weigh, tokenizer, end, noParquet, seed, epochs, file, workers, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var blend = MixtureFiles.Read(parsed.GetRequiredValue(mixture));
            var options = new TrainingSetOptions
            {
                Shards = parsed.GetValue(shards) is { Length: > 0 } named ? named : blend.Shards,
                Tokens = Count("--tokens", parsed.GetRequiredValue(tokens)),
                Directory = parsed.GetRequiredValue(output),
                Seed = parsed.GetValue(seed),
                Weigh = parsed.GetValue(weigh)!,
                MaxEpochs = parsed.GetValue(epochs),
                Parquet = !parsed.GetValue(noParquet),
                Tokenizer = parsed.GetValue(tokenizer),
                EndOfText = parsed.GetValue(end),
                FileTokens = (long)Count("--file-tokens", parsed.GetRequiredValue(file)),
                Workers = parsed.GetValue(workers),
            };
            if (blend.DomainColumns.Count == 0) throw new ConfigException($"{parsed.GetValue(mixture)}: it was solved on a table, so that no columns of shards make its domains; add domainColumns to it");
            var errors = new OptionErrors { Where = "blend" };
            options.Validate(errors);
            if (errors.Messages.Count > 0) throw new ConfigException(string.Join(Environment.NewLine, errors.Messages));
            var storage = new StorageRouter();
            await storage.PrepareAsync(options.Directory, cancellation);
            var manifest = await new TrainingSetWriter(options, blend, storage, Console.Error.WriteLine).WriteAsync(cancellation);
            BlendTables.Print(manifest, options.Directory, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    static Option<string[]> Many(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };

    internal static double Count(string option, string text)
    {
        var unit = text.Length == 0 ? 0 : char.ToUpperInvariant(text[^1]) switch { 'K' => 1e3, 'M' => 1e6, 'B' or 'G' => 1e9, 'T' => 1e12, _ => 0 };
        return double.TryParse(unit == 0 ? text : text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number * (unit == 0 ? 1 : unit)
            : throw new ConfigException($"{option}: expected a number of tokens, such as 2e9 or 500M, found '{text}'");
    }
}
