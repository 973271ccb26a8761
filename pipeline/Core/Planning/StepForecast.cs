namespace Curation.Core.Planning;

/// <summary>What a step will take.</summary>
/// <param name="Name">Name of the step.</param>
/// <param name="Tasks">Number of tasks.</param>
/// <param name="SlotHours">Hours of cores or GPUs, lost attempts included.</param>
/// <param name="Gpu">Whether a slot is a GPU.</param>
/// <param name="Hours">Hours by the formula, an upper bound for tasks that are handed out as slots become free.</param>
/// <param name="Simulated">What the simulation gives.</param>
/// <param name="SlotBytes">Memory of a task at a time.</param>
/// <param name="StoredBytes">Bytes that the step leaves.</param>
/// <param name="Reads">Requests that read.</param>
/// <param name="Writes">Requests that write or list.</param>
public sealed record StepForecast(
    string Name, long Tasks, double SlotHours, bool Gpu, double Hours, SimulatedStep Simulated, double SlotBytes, double StoredBytes, double Reads, double Writes);

/// <summary>A step in the simulation.</summary>
/// <param name="Hours">When its last task was committed.</param>
/// <param name="Half">Hours until half of the tasks were.</param>
/// <param name="Most">Hours until 99 of 100 were: what lies behind is the tail.</param>
/// <param name="Busy">Share of the slots' time in which they did work that was kept.</param>
/// <param name="Lost">Attempts that were lost.</param>
/// <param name="Polls">Looks of the driver at the queue.</param>
public sealed record SimulatedStep(double Hours, double Half, double Most, double Busy, long Lost, long Polls);

/// <summary>What a run will take: its steps follow each other.</summary>
/// <param name="Scale">Input bytes as a multiple of the pilot's.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Cost">By the prices given.</param>
public sealed record RunForecast(double Scale, IReadOnlyList<StepForecast> Steps, double Cost)
{
    /// <summary>Hours by the formula.</summary>
    public double Hours => Steps.Sum(s => s.Hours);

    /// <summary>Hours in the simulation.</summary>
    public double SimulatedHours => Steps.Sum(s => s.Simulated.Hours);

    /// <summary>Hours of cores.</summary>
    public double CoreHours => Steps.Where(s => !s.Gpu).Sum(s => s.SlotHours);

    /// <summary>Hours of GPUs.</summary>
    public double GpuHours => Steps.Where(s => s.Gpu).Sum(s => s.SlotHours);

    /// <summary>Bytes in the run's folder at its end.</summary>
    public double StoredBytes => Steps.Sum(s => s.StoredBytes);
}
