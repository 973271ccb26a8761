using System.Runtime.InteropServices;

namespace Curation.Cli;

/// <summary>
/// How native libraries of this process allocate. Left alone, Arrow's pool, the C library's many arenas and its growing notion of a small block keep what
/// was once taken: a third of the memory of a run over a crawl, growing with its length.
/// </summary>
static partial class NativeAllocators
{
    // M_ARENA_MAX and M_MMAP_THRESHOLD of the C library's malloc.h.
    const int ArenaMax = -8, MapThreshold = -3;

    // A larger block is a mapping of its own and goes back when it is freed.
    const int MapBytes = 1 << 20;

    /// <summary>Settles them, before a native library allocates; nothing that the user has set is changed.</summary>
    public static void Settle()
    {
        if (!OperatingSystem.IsLinux()) return;
        _ = SetVariable("ARROW_DEFAULT_MEMORY_POOL", "system", overwrite: 0);
        if (Environment.GetEnvironmentVariable("MALLOC_ARENA_MAX") is null) _ = SetOption(ArenaMax, Environment.ProcessorCount);
        if (Environment.GetEnvironmentVariable("MALLOC_MMAP_THRESHOLD_") is null) _ = SetOption(MapThreshold, MapBytes);
    }

    // The runtime's own setter changes its copy alone, which native libraries do not see.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
