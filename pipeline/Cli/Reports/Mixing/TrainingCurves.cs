using Curation.Mixers.Proxies;
using Curation.Mixers.Running;

namespace Curation.Cli.Reports.Mixing;

/// <summary>The training losses of a proxy.</summary>
/// <param name="Name">Its mix.</param>
/// <param name="Losses">Step and nats a token, by report.</param>
sealed record TrainingCurve(string Name, IReadOnlyList<double[]> Losses);

/// <summary>The losses that checkpoints of a project hold.</summary>
static class TrainingCurves
{
    public static IReadOnlyList<TrainingCurve> Read(MixProject project)
    {
        var design = project.Design();
        return [.. project.Tasks(design).Where(t => File.Exists(ProxyTrainer.PathOf(project.ProxyFolder, t.Key)))
            .Select(t => new TrainingCurve(design.Labels.Count > t.Index ? design.Labels[t.Index] : design.Keys[t.Index], Checkpoint.ReadHeader(ProxyTrainer.PathOf(project.ProxyFolder, t.Key)).Losses))];
    }
}
