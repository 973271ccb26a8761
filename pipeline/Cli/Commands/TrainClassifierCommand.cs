using System.CommandLine;
using System.Globalization;
using Curation.Cli.Classifiers;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Stages.FastText;
using Curation.Stages.FastText.Training;

namespace Curation.Cli.Commands;

/// <summary><c>curate train-classifier</c>: a supervised fastText model of labelled files, with its threshold and evaluation.</summary>
static class TrainClassifierCommand
{
    static readonly Option<string[]> s_input = Paths("--input", "Files or folders whose examples bear labels: .jsonl (.gz, .zst), .parquet, or .txt as fastText reads it.");
    static readonly Option<string[]> s_positive = Paths("--positive", "Files or folders of good examples.");
    static readonly Option<string[]> s_negative = Paths("--negative", "Files or folders of other examples.");
    static readonly Option<string> s_output = new("--output") { Description = "Path of the model; its card and the page of its calibration lie beside it, with .json and .html behind its name.", Required = true };
    static readonly Option<string> s_preset = new("--preset") { Description = $"A recipe: {string.Join("; ", ClassifierPreset.All.Select(p => $"{p.Name}: {p.Meaning}"))}", DefaultValueFactory = _ => "default" };
    static readonly Option<string> s_text = new("--text-member") { Description = "Member or column with the text.", DefaultValueFactory = _ => "text" };
    static readonly Option<string> s_label = new("--label-member") { Description = "Member, column or signal with the label; several are parted by blanks or commas. With fineweb-edu: with the points.", DefaultValueFactory = _ => "label" };
    static readonly Option<int?> s_dimension = Number("--dimension", "Length of the vectors.");
    static readonly Option<int?> s_epochs = Number("--epochs", "Times that every example is seen.");
    static readonly Option<double?> s_rate = new("--rate") { Description = "Rate of learning at the start." };
    static readonly Option<int?> s_ngrams = Number("--word-ngrams", "Longest n-gram of words.");
    static readonly Option<int?> s_buckets = Number("--buckets", "Rows that all n-grams share.");
    static readonly Option<int?> s_minCount = Number("--min-count", "Fewest times that a word stands in the examples.");
    static readonly Option<int?> s_minN = Number("--min-n", "Shortest n-gram of characters.");
    static readonly Option<int?> s_maxN = Number("--max-n", "Longest n-gram of characters; 0 for none.");
    static readonly Option<string?> s_loss = new("--loss") { Description = "softmax, hs, ns or one-vs-all." };
    static readonly Option<long?> s_seed = new("--seed") { Description = "Seed; the same seed and examples give the same model, whatever the threads." };
    static readonly Option<int?> s_threads = Number("--threads", "Threads.");
    static readonly Option<double> s_holdOut = new("--hold-out") { Description = "Share of examples that are held out to evaluate on, 0 to 0.9.", DefaultValueFactory = _ => .1 };
    static readonly Option<int> s_minExamples = new("--min-examples") { Description = "Fewest training examples of a label.", DefaultValueFactory = _ => 10 };
    static readonly Option<double?> s_keepRate = new("--keep-rate") { Description = "Chooses the threshold that keeps this share of the held-out examples." };
    static readonly Option<double?> s_precision = new("--precision") { Description = "Chooses the threshold that keeps most at this precision." };

    public static Command Create()
    {
        var command = new Command("train-classifier", "Trains a supervised fastText model that fasttext-quality and the command fasttext read.")
        {
            s_input, s_positive, s_negative, s_output, s_preset, s_text, s_label, s_dimension, s_epochs, s_rate, s_ngrams, s_buckets, s_minCount,
            s_minN, s_maxN, s_loss, s_seed, s_threads, s_holdOut, s_minExamples, s_keepRate, s_precision,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var card = Training(parsed).Run(Console.Error, cancellation);
            CalibrationTable.Print(card, Console.Out);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    static ClassifierTraining Training(ParseResult parsed)
    {
        var preset = ClassifierPreset.Find(parsed.GetRequiredValue(s_preset));
        if (preset.ScoreMember is not null && parsed.GetResult(s_label) is { Implicit: false }) preset = preset with { ScoreMember = parsed.GetValue(s_label) };
        var options = Options(parsed, preset.Options);
        var errors = new OptionErrors();
        options.Validate(errors);
        if (errors.Messages.Count > 0) throw new ConfigException(string.Join("\n", errors.Messages));
        var (inputs, positive, negative) = (parsed.GetValue(s_input) ?? [], parsed.GetValue(s_positive) ?? [], parsed.GetValue(s_negative) ?? []);
        if (inputs.Length == 0 && (positive.Length == 0 || negative.Length == 0)) throw new ConfigException("expected --input, or --positive and --negative; 'curate train-classifier --help' shows both");
        var (holdOut, keepRate, precision) = (parsed.GetValue(s_holdOut), parsed.GetValue(s_keepRate), parsed.GetValue(s_precision));
        if (holdOut is < 0 or > .9) throw new ConfigException(string.Create(CultureInfo.InvariantCulture, $"--hold-out: expected 0 to 0.9, found {holdOut}"));
        if (keepRate is <= 0 or > 1 || precision is <= 0 or > 1 || (keepRate is not null && precision is not null)) throw new ConfigException("expected --keep-rate or --precision, not both, more than 0 and at most 1");
        if (holdOut == 0 && (keepRate ?? precision) is not null) throw new ConfigException("a threshold is chosen on held-out examples: --hold-out must be more than 0");
        return new()
        {
            Sources = [.. inputs.Select(p => new ExampleSource(p, null)), .. positive.Select(p => new ExampleSource(p, preset.Positive)), .. negative.Select(p => new ExampleSource(p, preset.Negative))],
            Preset = inputs.Length > 0 ? preset : preset with { ScoreMember = null },
            Options = options,
            Output = parsed.GetRequiredValue(s_output),
            TextMember = parsed.GetRequiredValue(s_text),
            LabelMember = parsed.GetRequiredValue(s_label),
            HoldOut = holdOut,
            MinExamples = parsed.GetValue(s_minExamples),
            KeepRate = keepRate,
            Precision = precision,
        };
    }

    static TrainingOptions Options(ParseResult parsed, TrainingOptions preset) => preset with
    {
        Dimension = parsed.GetValue(s_dimension) ?? preset.Dimension,
        Epochs = parsed.GetValue(s_epochs) ?? preset.Epochs,
        Rate = parsed.GetValue(s_rate) ?? preset.Rate,
        WordNgrams = parsed.GetValue(s_ngrams) ?? preset.WordNgrams,
        Buckets = parsed.GetValue(s_buckets) ?? preset.Buckets,
        MinCount = parsed.GetValue(s_minCount) ?? preset.MinCount,
        MinN = parsed.GetValue(s_minN) ?? preset.MinN,
        MaxN = parsed.GetValue(s_maxN) ?? preset.MaxN,
        Loss = parsed.GetValue(s_loss) is { } loss ? Loss(loss) : preset.Loss,
        Seed = parsed.GetValue(s_seed) ?? preset.Seed,
        Threads = parsed.GetValue(s_threads) ?? preset.Threads,
    };

    static FastTextLoss Loss(string name) => name switch
    {
        "softmax" => FastTextLoss.Softmax,
        "hs" => FastTextLoss.HierarchicalSoftmax,
        "ns" => FastTextLoss.NegativeSampling,
        "one-vs-all" => FastTextLoss.OneVersusAll,
        _ => throw new ConfigException($"--loss: {Names.DidYouMean(name, ["softmax", "hs", "ns", "one-vs-all"])}"),
    };

    static Option<string[]> Paths(string name, string meaning) => new(name) { Description = meaning, AllowMultipleArgumentsPerToken = true };

    static Option<int?> Number(string name, string meaning) => new(name) { Description = meaning };
}
