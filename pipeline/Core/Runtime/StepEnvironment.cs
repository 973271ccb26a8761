using System.Text;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Storage;

namespace Curation.Core.Runtime;

/// <summary>
/// What a step's results depend on besides its key: the ICU version, which decides normalization and segmentation. The first process
/// of a step writes it down; a node with another one is refused, since its part of the step would differ.
/// </summary>
static class StepEnvironment
{
    /// <exception cref="ConfigException">The step was begun with another ICU version.</exception>
    public static async Task CheckAsync(RunContext context, Step step, CancellationToken cancellationToken)
    {
        var path = $"{context.Manifests.StepFolder(step)}/icu.json";
        var here = $"\"{context.Origin.IcuVersion}\"";
        if (await context.Storage.PutIfAbsentAsync(path, Encoding.UTF8.GetBytes(here), cancellationToken).ConfigureAwait(false)) return;
        var begun = Encoding.UTF8.GetString(await context.Storage.ReadAllAsync(path, cancellationToken).ConfigureAwait(false) ?? []);
        if (begun != here)
            throw new ConfigException($"step {step.Name} was begun with ICU {begun}, and this machine has {here}: texts would be normalized and cut differently; use one image on all nodes, or delete {context.Manifests.StepFolder(step)} to do the step again");
    }
}
