using System.Runtime.InteropServices;

namespace Curation.Cli;

/// <summary>
/// How native libraries of this process allocate. Left alone, Arrow's pool and an arena of the C library for each thread keep what they once took: a fifth
/// of the memory of a run over a crawl, growing with its length.
/// </summary>
static partial class NativeAllocators
{
    // M_ARENA_MAX of the C library's malloc.h.
    const int ArenaMax = -8;

    /// <summary>Settles them, before a native library allocates; nothing that the user has set is changed.</summary>
    public static void Settle()
    {
        if (!OperatingSystem.IsLinux()) return;
        _ = SetVariable("ARROW_DEFAULT_MEMORY_POOL", "system", overwrite: 0);
        if (Environment.GetEnvironmentVariable("MALLOC_ARENA_MAX") is null) _ = SetOption(ArenaMax, Environment.ProcessorCount);
    }

    // The runtime's own setter changes its copy alone, which native libraries do not see.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
