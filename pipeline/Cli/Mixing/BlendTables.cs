using System.Globalization;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Mixers.TrainingSets;

namespace Curation.Cli.Mixing;

/// <summary>What a training set holds, for the terminal.</summary>
static class BlendTables
{
    public static void Print(TrainingSetManifest manifest, string directory, bool json)
    {
        if (json)
        {
            foreach (var domain in manifest.Domains) Console.Out.WriteLine(JsonSerializer.Serialize(domain, StrictJson.Options));
            return;
        }
        var width = Math.Max(6, manifest.Domains.Max(d => d.Name.Length));
        Line($"{"domain".PadRight(width)}    weight     share          wanted         written   epochs   documents      copies");
        foreach (var domain in manifest.Domains.OrderByDescending(d => d.Weight))
            Line($"{domain.Name.PadRight(width)}   {domain.Weight,7:0.00 %}   {domain.Share,7:0.00 %}   {domain.Wanted,13:n0}   {domain.Tokens,13:n0}   {domain.Epochs,6:0.00}   {domain.Documents,9:n0}   {domain.Copies,9:n0}");
        Line($"{manifest.Tokens:n0} of {manifest.Wanted:n0} {manifest.Unit}, {manifest.Files.Count:n0} files in {directory}");
        if (manifest.Tokenizer is { } tokenizer)
            Line($"packed: {manifest.Domains.Sum(d => d.PackedTokens ?? 0):n0} tokens of {tokenizer}, uint{8 * manifest.TokenBytes}, documents end with {manifest.EndOfText}");
    }

    static void Line(FormattableString text) => Console.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
