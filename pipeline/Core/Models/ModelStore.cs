namespace Curation.Core.Models;

/// <summary>Pinned model files in a local cache, checked by SHA-256.</summary>
/// <param name="Directory">Folder of the cache.</param>
public sealed record ModelStore(string Directory)
{
    /// <summary>The cache of this user: <c>$CURATE_MODELS</c>, else <c>~/.cache/curate/models</c>.</summary>
    public static ModelStore Default { get; } = new(
        Environment.GetEnvironmentVariable("CURATE_MODELS")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "curate", "models"));

    /// <summary>Path of a model by its name in the catalog, or of a file if the name is a path.</summary>
    /// <exception cref="Errors.ConfigException">The model is not in the cache; the message says how to get it.</exception>
    public string Locate(string model)
    {
        if (model.Contains('/')) return File.Exists(model) ? model : throw new Errors.ConfigException($"model file {model} does not exist");
        var path = Path.Combine(Directory, model);
        return File.Exists(path)
            ? path
            : throw new Errors.ConfigException($"model '{model}' is not in {Directory}; get it with 'curate models pull {model}'");
    }
}
