namespace Curation.Core.Planning;

/// <summary>What a forecast is asked for.</summary>
public sealed record ForecastOptions
{
    /// <summary>Tasks at a time: cores, or GPUs for steps that use one.</summary>
    public required int Cores { get; init; }

    /// <summary>Stored bytes of the input to plan for.</summary>
    public required double Bytes { get; init; }

    /// <summary>Seconds from a scheduler's start of a job to its first byte read.</summary>
    public double StartSeconds { get; init; } = 2;

    /// <summary>Share of attempts that are lost; null takes the pilot's.</summary>
    public double? FailureRate { get; init; }

    /// <summary>Seed of the simulation.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Price of a core for an hour.</summary>
    public double CoreHour { get; init; }

    /// <summary>Price of a GPU for an hour.</summary>
    public double GpuHour { get; init; }

    /// <summary>Price of 10¹² stored bytes for a month.</summary>
    public double StorageMonth { get; init; }

    /// <summary>Price of a thousand requests that write or list.</summary>
    public double Writes { get; init; }

    /// <summary>Price of a thousand requests that read.</summary>
    public double Reads { get; init; }
}
