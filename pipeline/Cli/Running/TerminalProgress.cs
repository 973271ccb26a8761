using System.Collections.Concurrent;
using Curation.Core.Runs;
using Curation.Core.Runtime;
using Curation.Core.Statistics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Curation.Cli.Running;

/// <summary>A bar a step on a terminal: tasks, documents a second, millions of characters a second, keep rate and time left.</summary>
sealed class TerminalProgress : IRunProgress
{
    readonly ConcurrentDictionary<string, (ProgressTask Bar, StepRate Rate)> _steps = new(StringComparer.Ordinal);
    readonly ProgressContext _context;
    readonly TimeProvider _time;
    readonly RateColumn _rates;

    TerminalProgress(ProgressContext context, RateColumn rates, TimeProvider time) => (_context, _rates, _time) = (context, rates, time);

    /// <summary>Draws while <paramref name="run"/> runs.</summary>
    public static Task<T> ShowAsync<T>(TextWriter writer, TimeProvider time, Func<IRunProgress, Task<T>> run)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer) });
        var rates = new RateColumn();
        return console.Progress().AutoClear(false).HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn(), rates, new RemainingTimeColumn())
            .StartAsync(context => run(new TerminalProgress(context, rates, time)));
    }

    public void StepBegins(Step step, int tasks, int committed)
    {
        var bar = _context.AddTask(Markup.Escape(step.Name), maxValue: Math.Max(1, tasks));
        bar.Value = committed;
        var rate = new StepRate(_time, tasks, committed);
        _rates.Steps[bar.Id] = rate;
        _steps[step.Name] = (bar, rate);
    }

    public void TaskDone(Step step, PlannedTask task, TaskStatistics statistics)
    {
        var (bar, rate) = _steps[step.Name];
        rate.Add(statistics);
        bar.Increment(1);
    }

    public void TaskFailed(Step step, PlannedTask task, string cause) => _steps[step.Name].Bar.Description($"[red]{Markup.Escape(step.Name)}[/]");

    public void StepDone(Step step)
    {
        var bar = _steps[step.Name].Bar;
        bar.Value = bar.MaxValue;
        bar.StopTask();
    }

    sealed class RateColumn : ProgressColumn
    {
        public ConcurrentDictionary<int, StepRate> Steps { get; } = new();

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(Steps.GetValueOrDefault(task.Id)?.Rates() ?? "");
    }
}
