using System.Globalization;

namespace Curation.Cli.Running;

/// <summary>The ICU in use: normalization and segmentation depend on it.</summary>
static class Icu
{
    /// <summary>Its version: of Unicode's collation data as .NET reports it.</summary>
    public static string Version { get; } = CultureInfo.InvariantCulture.CompareInfo.Version is { } version
        ? version.FullVersion.ToString("x8", CultureInfo.InvariantCulture)
        : "unknown";
}
