namespace Curation.Core.Processes;

/// <summary>What a child process may use; one that exceeds a limit is ended with all its children.</summary>
public sealed record ChildLimits
{
    /// <summary>Wall-clock time from start to end.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of address space that it may map. Enough for native tools; a .NET or CUDA child maps far more than it uses: give 0 for no limit.</summary>
    public long AddressSpace { get; init; } = 4L << 30;

    /// <summary>Bytes that it may write to standard output.</summary>
    public long Output { get; init; } = 256L << 20;
}
