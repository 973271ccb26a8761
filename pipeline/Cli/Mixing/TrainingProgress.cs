using System.Globalization;
using Curation.Mixers.Proxies;

namespace Curation.Cli.Mixing;

/// <summary>Lines about proxies in training: a worker tells of each at its end, a process on its own also now and then.</summary>
sealed class TrainingProgress(int proxies, bool worker)
{
    int _done;

    public void Report(ProxyProgress progress)
    {
        var last = progress.Step == progress.Steps;
        if (last) _done++;
        if (!last && (worker || progress.Step * 10 / progress.Steps == (progress.Step - 1) * 10 / progress.Steps)) return;
        var count = worker ? "" : $", {_done} of {proxies} done";
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"proxy {progress.Index}: step {progress.Step} of {progress.Steps}, loss {progress.Loss:0.000}, {progress.TokensPerSecond:n0} tokens/s{count}"));
    }
}
