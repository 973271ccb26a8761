using System.Collections.Immutable;
using System.Globalization;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Runs;
using Curation.Stages.Rephrase;

namespace Curation.Cli.Running;

/// <summary>
/// What language models will be asked, from the first documents of each input: they pass the stages before, and the rest of the input is taken to be
/// like them. Stages that need all documents (deduplication) are passed over, so that the estimate is rather too high.
/// </summary>
static class RequestEstimate
{
    /// <summary>Lines for people, one for each stage and input.</summary>
    public static IEnumerable<string> Of(RunSetup setup, int documents, CancellationToken cancellationToken)
    {
        if (documents <= 0 || !setup.Context.Run.AllStages.Any(s => s.Options is RephraseOptions)) yield break;
        foreach (var input in setup.Context.Run.Inputs)
        {
            var stages = input.Stages.Concat(setup.Context.Run.Stages).ToList();
            for (var i = 0; i < stages.Count; i++)
                if (stages[i].Options is RephraseOptions options) yield return Line(setup, input, [.. stages.Take(i)], stages[i], options, documents, cancellationToken);
        }
    }

    static string Line(RunSetup setup, ResolvedInput input, List<ResolvedStage> before, ResolvedStage stage, RephraseOptions options, int most, CancellationToken cancellationToken)
    {
        var chain = before.Where(s => s.Shape == StageShape.Document).Select(s => (IStage)s.Entry.Create(s.Options, setup.Context.Services)).ToList();
        using var rephrase = (RephraseStage)stage.Entry.Create(stage.Options, setup.Context.Services);
        var (count, bytes, requests, sent, received) = (0, 0L, 0L, 0L, 0L);
        foreach (var document in Read(setup, input, cancellationToken).Take(most))
        {
            count++;
            bytes += Math.Max(1, document.Provenance.Length);
            foreach (var kept in Pass(chain, document))
            {
                var (asked, tokens, answered) = rephrase.Estimate(kept);
                (requests, sent, received) = (requests + asked, sent + tokens, received + answered);
            }
        }
        var scale = bytes == 0 ? 0 : Math.Max(1, input.Files.Sum(f => f.Size) / (double)bytes);
        // Answers are seldom as long as they may be: half of it is what styles of questions take.
        var money = (sent * options.Budget.InputPrice + received * 0.5 * options.Budget.OutputPrice) * scale * 1e-6;
        return string.Create(CultureInfo.InvariantCulture, $"estimate {stage.Name}, input {input.Config.Name}: {requests * scale:n0} requests, {sent * scale:n0} tokens sent, at most {received * scale:n0} received, by {count} documents")
            + (options.Budget.InputPrice + options.Budget.OutputPrice > 0 ? string.Create(CultureInfo.InvariantCulture, $"; about {money:n2} at the prices of the option budget, at most {(sent * options.Budget.InputPrice + received * options.Budget.OutputPrice) * scale * 1e-6:n2}") : "")
            + (options.Budget.TokensPerSecond > 0 ? string.Create(CultureInfo.InvariantCulture, $"; about {received * 0.5 * scale / options.Budget.TokensPerSecond / 3600:n1} hours at {options.Budget.TokensPerSecond:n0} tokens a second") : "");
    }

    static IEnumerable<Document> Read(RunSetup setup, ResolvedInput input, CancellationToken cancellationToken)
    {
        var reader = (IReader)input.Reader.Create(input.ReaderOptions, setup.Context.Services);
        foreach (var file in input.Files)
        {
            var source = new ReaderInput
            {
                Name = file.Name,
                Source = input.Config.Source,
                Size = file.Size,
                Start = 0,
                End = long.MaxValue,
                Open = offset => Core.Storage.StorageExtensions.OpenRead(setup.Context.Storage, file.Path, offset, cancellationToken: cancellationToken),
            };
            foreach (var item in reader.Read(source, cancellationToken))
                if (item is ReadItem.Found found) yield return found.Document;
        }
    }

    static List<Document> Pass(List<IStage> chain, Document document)
    {
        List<Document> open = [document];
        foreach (var stage in chain)
        {
            open = [.. open.SelectMany(d => Apply(stage, d))];
            if (open.Count == 0) break;
        }
        return open;
    }

    static ImmutableArray<Document> Apply(IStage stage, Document document)
    {
        try
        {
            return stage.Apply(document) switch
            {
                Verdict.Kept kept => [kept.Document],
                Verdict.SplitInto split => split.Documents,
                _ => [],
            };
        }
        catch (Exception error) when (error is not (OutOfMemoryException or OperationCanceledException or Core.Errors.ConfigException))
        {
            // The run itself will count it as failed.
            return [];
        }
    }
}
