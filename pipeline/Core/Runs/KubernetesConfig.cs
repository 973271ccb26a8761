using System.Collections.Immutable;

namespace Curation.Core.Runs;

/// <summary>What <c>curate submit --engine kubernetes</c> needs beside the resources of the steps; decides no result.</summary>
public sealed record KubernetesConfig
{
    /// <summary>Namespace of the Jobs.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Image with the program, as <c>infra/Dockerfile</c> builds it.</summary>
    public string Image { get; init; } = "curate:latest";

    /// <summary>Service account of the pods. Default: the namespace's.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>Secrets whose entries become environment variables, such as the credentials of a storage. Values are written nowhere.</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];

    /// <summary>Further environment variables.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Persistent volume claims and where they are mounted; not needed if inputs and output are on <c>s3://</c>.</summary>
    public ImmutableSortedDictionary<string, string> Claims { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Size of the pods' scratch volume (an <c>emptyDir</c>).</summary>
    public string ScratchSize { get; init; } = "50Gi";

    /// <summary>Folder in which the program starts: relative paths of the run file are relative to it.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Labels that a node must have.</summary>
    public ImmutableSortedDictionary<string, string> NodeSelector { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Taints that pods bear, by key (<c>nvidia.com/gpu</c>): any value and effect of it.</summary>
    public ImmutableArray<string> Tolerations { get; init; } = [];

    /// <summary>Resource that a GPU is.</summary>
    public string GpuResource { get; init; } = "nvidia.com/gpu";

    /// <summary>How often an index of a Job starts again after a failure that is not the program's own answer; evictions do not count.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Reports every member whose value cannot be used.</summary>
    public void Validate(Contracts.OptionErrors errors)
    {
        errors.Require(Namespace.Length > 0, "cluster.kubernetes.namespace", Namespace, "a name");
        errors.Require(Image.Length > 0, "cluster.kubernetes.image", Image, "an image");
        errors.Require(Retries is >= 0 and <= 100, "cluster.kubernetes.retries", Retries, "0 to 100");
        foreach (var path in Claims.Values) errors.Require(path.StartsWith('/'), "cluster.kubernetes.claims", path, "a path from the root");
    }
}
