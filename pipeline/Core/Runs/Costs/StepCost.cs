using System.Collections.Immutable;

namespace Curation.Core.Runs.Costs;

/// <summary>What one process spent on tasks of a step. No result depends on it; forecasts are made of it.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Workers">Tasks at a time.</param>
/// <param name="ProcessorSeconds">Processor time of the whole process while the step ran.</param>
/// <param name="PeakBytes">Peak of the process's resident memory so far.</param>
/// <param name="Tasks">Its tasks that were committed.</param>
public sealed record StepCost(string Step, string Machine, int Workers, double ProcessorSeconds, long PeakBytes, ImmutableArray<TaskCost> Tasks);

/// <summary>What a task took.</summary>
/// <param name="Task">Its ordinal.</param>
/// <param name="Seconds">From its first attempt's begin to its commit.</param>
/// <param name="Attempts">Attempts in this process: more than one if it failed and was tried again.</param>
public sealed record TaskCost(int Task, double Seconds, int Attempts);
