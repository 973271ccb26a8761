using System.Text.RegularExpressions;
using Curation.Core.Errors;

namespace Curation.Torch;

/// <summary>The folders that natives are loaded from.</summary>
static partial class TorchFolder
{
    /// <summary>Version of libtorch that TorchSharp was built for.</summary>
    public const string Version = "2.10.0";

    const string Prefix = "torchsharp-0.107.0-libtorch-" + Version + "-";

    /// <summary>The folder that the build placed TorchSharp's library in: <c>native/…</c> beside the program or above it.</summary>
    /// <exception cref="ConfigException">There is none.</exception>
    public static string Placed(string start)
    {
        for (var folder = Path.TrimEndingDirectorySeparator(start); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            foreach (var flavour in new[] { "cuda", "cpu" })
            {
                var native = Path.Combine(folder, "native", Prefix + flavour);
                if (File.Exists(Path.Combine(native, "libLibTorchSharp.so"))) return native;
            }
        }
        throw new ConfigException($"libtorch is not here: no folder native/{Prefix}cpu beside or above {start}; 'dotnet build pipeline/Torch' places it (Linux x64 only)");
    }

    /// <summary>The folder of an existing installation's libraries, its version checked.</summary>
    /// <param name="folder">Folder of a libtorch or of a PyTorch installation.</param>
    /// <param name="anyVersion">Whether another version is taken all the same.</param>
    /// <exception cref="ConfigException">It holds no libtorch, or one of another version.</exception>
    public static string Existing(string folder, bool anyVersion)
    {
        var libraries = new[] { folder, Path.Combine(folder, "lib") }.FirstOrDefault(f => File.Exists(Path.Combine(f, "libtorch_cpu.so")))
            ?? throw new ConfigException($"{TorchOptions.Variable}: {folder} holds no libtorch_cpu.so, nor does its folder lib; expected the folder of a libtorch or of an installed PyTorch (site-packages/torch)");
        var version = ReadVersion(Path.GetFullPath(libraries));
        if (!anyVersion && version is null)
            throw new ConfigException($"{TorchOptions.Variable}: the version of the libtorch in {libraries} cannot be told (no version.py or build-version); expected {Version}; {TorchOptions.Variable}_ANY=1 loads it all the same");
        if (!anyVersion && Minor(version!) != Minor(Version))
            throw new ConfigException($"{TorchOptions.Variable}: {libraries} is libtorch {version}, expected {Minor(Version)}.*; install torch=={Version}, or set {TorchOptions.Variable}_ANY=1 to load it all the same");
        return Path.GetFullPath(libraries);
    }

    static string Minor(string version) => string.Join('.', version.Split('.', '+').Take(2));

    static string? ReadVersion(string libraries)
    {
        foreach (var folder in new[] { libraries, Path.GetDirectoryName(libraries)! })
        {
            foreach (var name in new[] { "version.py", "build-version" })
            {
                var file = Path.Combine(folder, name);
                if (File.Exists(file) && VersionNumber().Match(File.ReadAllText(file)) is { Success: true } match) return match.Value;
            }
        }
        // The placed folder says it in its name.
        return libraries.Contains(Prefix, StringComparison.Ordinal) ? Version : null;
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+[\w.+]*")]
    private static partial Regex VersionNumber();
}
