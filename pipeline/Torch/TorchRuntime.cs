using System.Runtime.InteropServices;
using Curation.Core.Errors;
using static TorchSharp.torch;

namespace Curation.Torch;

/// <summary>
/// Loads libtorch into the process: call <see cref="Load"/> before the first use of TorchSharp. Libraries are opened by full path, in the
/// order in which they need each other, so that no search path and no environment variable decides which ones are taken.
/// </summary>
public static partial class TorchRuntime
{
    static readonly Lock s_lock = new();
    static string? s_loaded;

    /// <summary>The folder that libtorch was loaded from; null before <see cref="Load"/>.</summary>
    public static string? Folder => s_loaded;

    /// <summary>Loads libtorch once in a process; later calls change nothing.</summary>
    /// <exception cref="ConfigException">There is no libtorch, it is of another version, or a library does not load.</exception>
    public static void Load(TorchOptions? options = null)
    {
        options ??= new();
        lock (s_lock)
        {
            if (s_loaded is not null) return;
            var placed = TorchFolder.Placed(AppContext.BaseDirectory);
            var folder = options.LibTorch is { } given ? TorchFolder.Existing(given, options.AnyVersion) : placed;
            // Tensors come and go by the megabyte: memory given back to the system after each would be faulted in again (15 % of a step).
            _ = mallopt(TrimThreshold, 512 << 20);
            _ = mallopt(MapThreshold, 32 << 20);
            foreach (var library in new[] { "libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so" })
            {
                var path = Path.Combine(folder, library);
                if (File.Exists(path)) Open(path);
            }
            Open(Path.Combine(placed, "libLibTorchSharp.so"));
            QuietNnpack(Path.Combine(folder, "libtorch_cpu.so"));
            // Found by name from now on: it is in the process.
            if (cuda_is_available()) InitializeDeviceType(TorchSharp.DeviceType.CUDA);
            else InitializeDeviceType(TorchSharp.DeviceType.CPU);
            s_loaded = folder;
        }
    }

    /// <summary>The device of a choice; loads libtorch if that has not happened.</summary>
    /// <exception cref="ConfigException">CUDA is asked for and not there.</exception>
    public static Device Device(DeviceChoice choice, TorchOptions? options = null)
    {
        Load(options);
        if (choice == DeviceChoice.Cpu) return CPU;
        if (cuda_is_available()) return CUDA;
        if (choice == DeviceChoice.Auto) return CPU;
        throw new ConfigException(File.Exists(Path.Combine(s_loaded!, "libtorch_cuda.so"))
            ? $"device cuda: the libtorch in {s_loaded} finds no CUDA device; check the driver (nvidia-smi), or set device to cpu"
            : $"device cuda: the libtorch in {s_loaded} has no CUDA; name a PyTorch installation that has, by {TorchOptions.Variable}=…/site-packages/torch, or set device to cpu");
    }

    static void Open(string path)
    {
        try { NativeLibrary.Load(path); }
        catch (DllNotFoundException error)
        {
            throw new ConfigException($"{path} does not load: {error.Message.Split('\n')[0]}; 'dotnet build pipeline/Torch' places a fitting libtorch", error);
        }
    }

    /// <summary>Switches NNPACK off: where it does not support the processor, it would say so at every convolution, and nothing else is lost.</summary>
    static unsafe void QuietNnpack(string library)
    {
        var handle = NativeLibrary.Load(library);
        // at::globalContext() and at::Context::setUserEnabledNNPACK(bool).
        if (!NativeLibrary.TryGetExport(handle, "_ZN2at13globalContextEv", out var context) || !NativeLibrary.TryGetExport(handle, "_ZN2at7Context20setUserEnabledNNPACKEb", out var enable)) return;
        ((delegate* unmanaged<nint, byte, void>)enable)(((delegate* unmanaged<nint>)context)(), 0);
    }

    const int TrimThreshold = -1, MapThreshold = -3; // M_TRIM_THRESHOLD, M_MMAP_THRESHOLD of malloc.h

    [LibraryImport("libc")]
    private static partial int mallopt(int parameter, int value);
}
