using Curation.Core.Contracts;
using Curation.Stages.Readers.Archives;
using Curation.Stages.Readers.Xml;

namespace Curation.Stages.Readers.StackExchange;

/// <summary>Finds the tables of a dump: files beside each other, or entries of one archive.</summary>
internal static class Tables
{
    static readonly string[] s_others = ["comments", "users", "votes", "badges", "tags", "posthistory", "postlinks"];

    /// <summary>Opens the table of posts.</summary>
    public static RowScanner Posts(ReaderInput input, int maxRowBytes) => new(Open(input, "Posts.xml"), maxRowBytes);

    /// <summary>Opens a table beside that of posts, <c>Comments</c> or <c>Votes</c>: of the same archive, else of the file that is so called; null if there is none.</summary>
    public static RowScanner? Beside(ReaderInput input, string table, int maxRowBytes)
    {
        var file = table + ".xml";
        if (IsSevenZip(input) && SevenZipEntry.Names(input).Any(n => IsTable(n, file))) return new(Open(input, file), maxRowBytes);
        var at = input.Name.LastIndexOf("Posts", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && input.Sibling(string.Concat(input.Name.AsSpan(0, at), table, input.Name.AsSpan(at + 5))) is { } sibling ? new(Open(sibling, file), maxRowBytes) : null;
    }

    /// <summary>Whether an archive holds other tables of a dump only, as a large site's have one each.</summary>
    public static bool IsOther(ReaderInput input)
    {
        if (!IsSevenZip(input)) return false;
        var names = SevenZipEntry.Names(input);
        return !names.Any(n => IsTable(n, "Posts.xml")) && names.Any(n => s_others.Any(o => IsTable(n, o + ".xml")));
    }

    /// <summary>Whether a root element is another table's.</summary>
    public static bool IsOther(string root) => s_others.Contains(root);

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
