using System.Diagnostics.Metrics;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Runtime;
using Curation.Core.Statistics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Curation.Cli.Running;

/// <summary>
/// Counts a run's progress by step for monitors: tasks, documents and characters, served in Prometheus' text format on
/// <c>http://127.0.0.1:PORT/metrics</c> while the run lasts. Passes all on to the progress that people see.
/// </summary>
sealed class RunMetrics : IRunProgress, IDisposable
{
    const int Attempts = 10;

    readonly Meter _meter = new("curate");
    readonly MeterProvider _provider;
    readonly IRunProgress _inner;
    readonly UpDownCounter<long> _planned;
    readonly Counter<long> _done, _failed, _documents, _kept, _failedRecords, _characters;

    /// <summary>Begins to serve.</summary>
    /// <exception cref="ConfigException">The port is taken.</exception>
    public RunMetrics(IRunProgress inner, int port)
    {
        _inner = inner;
        _planned = _meter.CreateUpDownCounter<long>("curate_tasks", description: "Tasks of the step.");
        _done = _meter.CreateCounter<long>("curate_tasks_done", description: "Tasks committed, those of earlier runs too.");
        _failed = _meter.CreateCounter<long>("curate_tasks_failed", description: "Tasks that failed after their last attempt.");
        _documents = _meter.CreateCounter<long>("curate_documents", description: "Documents that came to the step's first stage in this run.");
        _kept = _meter.CreateCounter<long>("curate_documents_kept", description: "Documents that the step kept in this run.");
        _failedRecords = _meter.CreateCounter<long>("curate_records_failed", description: "Records that could not be read in this run.");
        _characters = _meter.CreateCounter<long>("curate_characters_kept", description: "UTF-16 units of the documents kept in this run.");
        _provider = Serve(port);
    }

    MeterProvider Serve(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Sdk.CreateMeterProviderBuilder().AddMeter(_meter.Name).AddPrometheusHttpListener(o => (o.Host, o.Port) = ("127.0.0.1", port)).Build();
            }
            catch (InvalidOperationException error) when (error.InnerException is ArgumentNullException && attempt < Attempts)
            {
                // HttpListener fails so where a client comes while it starts; the socket that it leaves behind is closed by its finalizer.
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
            catch (InvalidOperationException error)
            {
                _meter.Dispose();
                throw new ConfigException($"--metrics: cannot listen on 127.0.0.1:{port} ({(error.InnerException ?? error).Message}); choose a port that is free");
            }
        }
    }

    /// <inheritdoc/>
    public void StepBegins(Step step, int tasks, int committed)
    {
        _planned.Add(tasks, Label(step));
        _done.Add(committed, Label(step));
        _failed.Add(0, Label(step));
        _inner.StepBegins(step, tasks, committed);
    }

    /// <inheritdoc/>
    public void TaskDone(Step step, PlannedTask task, TaskStatistics statistics)
    {
        _done.Add(1, Label(step));
        _documents.Add(statistics.Stages.IsEmpty ? statistics.Documents : statistics.Stages[0].In, Label(step));
        _kept.Add(statistics.Documents, Label(step));
        _failedRecords.Add(statistics.Reader.Failed.Values.Sum(), Label(step));
        _characters.Add(statistics.Characters, Label(step));
        _inner.TaskDone(step, task, statistics);
    }

    /// <inheritdoc/>
    public void TaskFailed(Step step, PlannedTask task, string cause)
    {
        _failed.Add(1, Label(step));
        _inner.TaskFailed(step, task, cause);
    }

    /// <inheritdoc/>
    public void StepDone(Step step) => _inner.StepDone(step);

    /// <summary>Stops serving.</summary>
    public void Dispose()
    {
        _provider.Dispose();
        _meter.Dispose();
    }

    static KeyValuePair<string, object?> Label(Step step) => new("step", step.Name);
}
