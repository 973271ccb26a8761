using System.CommandLine;
using System.Globalization;
using System.Text;
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
        using var reader = new StreamReader(input, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, 1 << 16);
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        while (reader.ReadLine() is { } line)
        {
            // A line without a known token has no label: the empty line keeps the count.
            output.WriteLine(model.Predict(line) is { } best ? string.Create(CultureInfo.InvariantCulture, $"{best.Label}\t{best.Score}") : "");
        }
    }

    static FileStream Open(string path)
    {
        try { return File.OpenRead(path); }
        catch (IOException error) { throw new ConfigException($"{path} cannot be read: {error.Message}", error); }
    }
}
