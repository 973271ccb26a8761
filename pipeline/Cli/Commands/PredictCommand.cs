using System.CommandLine;
using System.Globalization;
using System.Text.Unicode;
using Curation.Cli.Classifiers;
using Curation.Core.Errors;
using Curation.Core.Models;
using Curation.Stages.FastText;

namespace Curation.Cli.Commands;

/// <summary><c>curate predict MODEL FILE</c>: a label and its score for each line.</summary>
static class PredictCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("MODEL") { Description = "A model of 'curate models', or the path of a supervised fastText model." };
        var file = new Argument<string>("FILE") { Description = "Text, a line a case; - for standard input." };
        var command = new Command("predict", "Prints __label__xx<TAB>score, a line for a line.") { model, file };
        command.SetAction(parsed =>
        {
            Run(FastTextModel.Load(ModelStore.Default.Locate(parsed.GetRequiredValue(model))), parsed.GetRequiredValue(file));
            return ExitCode.Done;
        });
        return command;
    }

    static void Run(FastTextModel model, string file)
    {
        using var input = file == "-" ? Console.OpenStandardInput() : Open(file);
        using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        var lines = new ByteLines(input);
        // Labels have at most 64 KiB.
        var line = new byte[(1 << 16) + 64];
        while (lines.Read())
        {
            // A line without a known token has no label: the empty line keeps the count.
            if (model.Predict(lines.Line) is { } best && Utf8.TryWrite(line, CultureInfo.InvariantCulture, $"{best.Label}\t{best.Score}", out var length)) output.Write(line.AsSpan(0, length));
            output.WriteByte((byte)'\n');
        }
    }

    static FileStream Open(string path)
    {
        try { return File.OpenRead(path); }
        catch (IOException error) { throw new ConfigException($"{path} cannot be read: {error.Message}", error); }
    }
}
