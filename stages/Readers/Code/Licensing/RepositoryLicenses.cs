namespace Curation.Stages.Readers.Code.Licensing;

/// <summary>Licence files of a repository: a file has the licence of the nearest folder above it that has one.</summary>
internal sealed class RepositoryLicenses
{
    /// <summary>Most bytes of a licence file.</summary>
    public const int MaxBytes = 256 << 10;

    readonly Dictionary<string, SortedDictionary<string, LicenseFile>> _folders = new(StringComparer.Ordinal);

    readonly Dictionary<string, string> _readmes = new(StringComparer.Ordinal);

    /// <summary>Whether a path is a licence file's.</summary>
    public static bool IsLicenseFile(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        foreach (var begin in (string[])["LICENSE", "LICENCE", "COPYING", "UNLICENSE", "COPYRIGHT"])
        {
            if (!name.StartsWith(begin, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = name[begin.Length..];
            // COPYING3, COPYINGv2
            if (rest.IsEmpty || rest[0] is '.' or '-' or '_' or (>= '0' and <= '9') || (rest.Length > 1 && rest[0] == 'v' && char.IsAsciiDigit(rest[1]))) return !rest.EndsWith(".py", StringComparison.Ordinal) && !rest.EndsWith(".go", StringComparison.Ordinal) && !rest.EndsWith(".h", StringComparison.Ordinal);
        }
        return false;
    }

    /// <summary>Whether a path is a README's, which tells the licence where no file of its own does.</summary>
    public static bool IsReadme(string path) => path.AsSpan(path.LastIndexOf('/') + 1) is "README" or "README.md" or "README.rst" or "README.txt";

    /// <summary>Adds a licence file or a README.</summary>
    public void Add(string path, ReadOnlySpan<char> text)
    {
        var isReadme = IsReadme(path);
        var (folder, name) = Split(path);
        if (isReadme)
        {
            if (LicenseDetector.OfHeader(text, MaxBytes) is { } stated) _readmes.TryAdd(folder, stated);
            return;
        }
        if (LicenseFile.Read(text) is not { } license) return;
        if (!_folders.TryGetValue(folder, out var files)) _folders.Add(folder, files = new(StringComparer.Ordinal));
        files[name] = license;
    }

    /// <summary>The licence of a file's folder or the nearest above; null if there is none.</summary>
    public string? Of(string path)
    {
        for (var folder = Split(path).Folder; ; folder = Split(folder).Folder)
        {
            if (_folders.TryGetValue(folder, out var files)) return Part(files, Split(path).Name) ?? Combined(files);
            if (_readmes.TryGetValue(folder, out var stated)) return stated;
            if (folder.Length == 0) return null;
        }
    }

    /// <summary>All licences of the licence file that counts for a path, where it holds several; null if it holds one or there is none.</summary>
    public string? AllOf(string path)
    {
        for (var folder = Split(path).Folder; ; folder = Split(folder).Folder)
        {
            if (_folders.TryGetValue(folder, out var files)) return files.Values.FirstOrDefault(f => f.License == Combined(files) && f.All != f.License)?.All;
            if (folder.Length == 0 || _readmes.ContainsKey(folder)) return null;
        }
    }

    static string? Part(SortedDictionary<string, LicenseFile> files, string name)
    {
        foreach (var file in files.Values)
            if (file.Parts.TryGetValue(name, out var license)) return license;
        return null;
    }

    /// <summary>One licence of several files: the main one, or the choice that names such as LICENSE-MIT and LICENSE-APACHE offer.</summary>
    static string Combined(SortedDictionary<string, LicenseFile> files)
    {
        var licenses = files.Values.Select(f => f.License).Distinct(StringComparer.Ordinal).ToArray();
        if (licenses.Length == 1) return licenses[0];
        // The GNU Lesser licence adds to the text of the General one beside it.
        if (licenses.FirstOrDefault(l => l.StartsWith("LGPL", StringComparison.Ordinal)) is { } lesser && licenses.All(l => l.Contains("GPL", StringComparison.Ordinal))) return lesser;
        foreach (var name in (string[])["LICENSE", "COPYING", "LICENSE.txt", "LICENSE.md", "LICENCE"])
            if (files.TryGetValue(name, out var main)) return main.License;
        return string.Join(" OR ", licenses.Order(StringComparer.Ordinal));
    }

    static (string Folder, string Name) Split(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash < 0 ? ("", path) : (path[..slash], path[(slash + 1)..]);
    }
}
