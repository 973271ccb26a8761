using Curation.Core.Contracts;
using Curation.Stages.Readers.Archives;
using Curation.Stages.Readers.Xml;

namespace Curation.Stages.Readers.StackExchange;

/// <summary>Finds the tables of a dump: files beside each other, or entries of one archive.</summary>
internal static class Tables
{
    /// <summary>Opens the table of posts.</summary>
    public static RowScanner Posts(ReaderInput input, int maxRowBytes) => new(Open(input, "Posts.xml"), maxRowBytes);

    /// <summary>Opens the table of comments; null if there is none.</summary>
    public static RowScanner? Comments(ReaderInput input, int maxRowBytes)
    {
        if (IsSevenZip(input)) return SevenZipEntry.Names(input).Any(n => IsTable(n, "Comments.xml")) ? new(Open(input, "Comments.xml"), maxRowBytes) : null;
        var at = input.Name.LastIndexOf("Posts", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && input.Sibling(string.Concat(input.Name.AsSpan(0, at), "Comments", input.Name.AsSpan(at + 5))) is { } sibling ? new(Open(sibling, "Comments.xml"), maxRowBytes) : null;
    }

    /// <summary>Host of the site that a path names; null if it names none.</summary>
    public static string? SiteOf(string name)
    {
        foreach (var part in name.Split('/', '\\'))
        {
            var text = part.AsSpan();
            foreach (var ending in (string[])[".xz", ".gz", ".zst", ".bz2", ".7z", ".xml"])
                if (text.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) text = text[..^ending.Length];
            var dash = text.IndexOf('-');
            if (dash > 0 && text[..dash].Contains(".com", StringComparison.Ordinal)) text = text[..dash];
            if (text.EndsWith(".stackexchange.com", StringComparison.OrdinalIgnoreCase) || text is "stackoverflow.com" or "serverfault.com" or "superuser.com" or "askubuntu.com" or "mathoverflow.net" or "stackapps.com"
                || text.EndsWith(".stackoverflow.com", StringComparison.OrdinalIgnoreCase)) return text.ToString().ToLowerInvariant();
        }
        return null;
    }

    static bool IsSevenZip(ReaderInput input)
    {
        Span<byte> head = stackalloc byte[6];
        using var stream = input.Open(0);
        return stream.ReadAtLeast(head, 6, throwOnEndOfStream: false) == 6 && head.SequenceEqual(SevenZipEntry.Magic);
    }

    static DecodedInput Open(ReaderInput input, string table) => DecodedInput.Open(input, 0, name => IsTable(name, table));

    static bool IsTable(string name, string table) => name.Equals(table, StringComparison.OrdinalIgnoreCase) || name.EndsWith("/" + table, StringComparison.OrdinalIgnoreCase);
}
