namespace Curation.Tests;

/// <summary>The checkout that the tests run in, and the data beside it.</summary>
static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Public data laid beside a checkout for development; not part of it.</summary>
    public static string Data { get; } = Environment.GetEnvironmentVariable("CURATE_TEST_DATA") ?? Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

    /// <summary>Path of a file or folder of the data; skips the test, visibly, where it is absent.</summary>
    public static string DataOrSkip(string relative)
    {
        var path = Path.Combine(Data, relative);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"needs {relative} of the development data (CURATE_TEST_DATA)");
        return path;
    }

    /// <summary>C# files of the checkout, relative to its root, generated ones left out.</summary>
    public static IEnumerable<string> SourceFiles() => new[] { "pipeline", "stages", "mixers", "tests" }
        .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*.cs", SearchOption.AllDirectories))
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    static string Find(string folder) => File.Exists(Path.Combine(folder, "Curation.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside a checkout."));
}
