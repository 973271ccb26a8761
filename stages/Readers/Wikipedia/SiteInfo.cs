using System.Globalization;
using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Stages.Markup.Wikitext;
using Curation.Stages.Readers.Archives;
using Curation.Stages.Readers.Xml;

namespace Curation.Stages.Readers.Wikipedia;

/// <summary>What the head of a dump says of its wiki.</summary>
/// <param name="Wiki">Name of its database, such as <c>enwiki</c>.</param>
/// <param name="PageRoot">Beginning of the pages' URLs; null if the head names none.</param>
/// <param name="Site">Its language and namespaces.</param>
internal sealed record SiteInfo(string Wiki, string? PageRoot, WikitextSite Site)
{
    /// <summary>Most bytes of a head.</summary>
    const int MaxBytes = 1 << 20;

    /// <summary>Reads the head and leaves the input behind it.</summary>
    /// <exception cref="InputException">The file is no dump.</exception>
    public static SiteInfo Read(DecodedInput dump, ReaderInput input)
    {
        int end;
        while ((end = dump.Window.IndexOf("</siteinfo>"u8)) < 0 && dump.Window.IndexOf("<page>"u8) < 0 && dump.Window.Length < MaxBytes)
            if (!dump.Fill()) break;
        var window = dump.Window;
        if (window.IndexOf("<mediawiki"u8) is not (>= 0 and var root))
        {
            var found = Encoding.Latin1.GetString(window[..Math.Min(24, window.Length)]).ReplaceLineEndings(" ");
            throw new InputException($"{input.Name}: expected a MediaWiki XML dump (<mediawiki …>), found '{found}'{(dump.Damage is { } damage ? $"; {damage}" : "")}");
        }
        var tag = window[root..];
        var language = XmlText.TryAttribute(tag["<mediawiki"u8.Length..Math.Max("<mediawiki"u8.Length, tag.IndexOf((byte)'>'))], "xml:lang"u8, out var stated) ? Encoding.UTF8.GetString(stated) : "en";
        if (end < 0) return new("wiki", null, WikitextSite.Of(language, []));
        var from = window.IndexOf("<siteinfo>"u8);
        var info = Parse(window[Math.Max(0, from)..(end + "</siteinfo>"u8.Length)], language, input);
        dump.Advance(end + "</siteinfo>"u8.Length);
        return info;
    }

    static SiteInfo Parse(ReadOnlySpan<byte> xml, string language, ReaderInput input)
    {
        var cursor = new XmlCursor(xml);
        var names = new List<(int, string)>();
        var (wiki, root) = ("wiki", (string?)null);
        cursor.Open();
        while (cursor.Open())
        {
            if (cursor.Name.SequenceEqual("dbname"u8)) wiki = cursor.Text() ?? wiki;
            else if (cursor.Name.SequenceEqual("base"u8)) root = cursor.Text() is { } page && page.LastIndexOf('/') is > 0 and var slash ? page[..(slash + 1)] : null;
            else if (!cursor.Name.SequenceEqual("namespaces"u8)) cursor.Skip();
            else if (!cursor.IsEmpty)
            {
                while (cursor.Open())
                {
                    var key = XmlText.TryAttribute(cursor.Attributes, "key"u8, out var value) ? Encoding.ASCII.GetString(value) : "";
                    if (cursor.Text() is { } name && int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) names.Add((number, name));
                }
                cursor.Close("namespaces"u8);
            }
        }
        if (cursor.Error is { } error) throw new InputException($"{input.Name}: the head of the dump cannot be read: {error}");
        return new(wiki, root, WikitextSite.Of(language, names));
    }
}
