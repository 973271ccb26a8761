using System.Text;

namespace Curation.Stages.Markup.Html;

/// <summary>Finds the end tags of elements whose content is no markup.</summary>
static class RawTextEnd
{
    /// <summary>Where the end tag of <paramref name="name"/> begins, or the page's end.</summary>
    public static int Find(ReadOnlySpan<byte> page, int from, ReadOnlySpan<byte> name)
    {
        for (var at = from; at < page.Length;)
        {
            var found = page[at..].IndexOf("</"u8);
            if (found < 0) break;
            at += found;
            if (IsTag(page, at + 2, name)) return at;
            at += 2;
        }
        return page.Length;
    }

    /// <summary>Where the end tag of a script begins: within <c>&lt;!--</c>, a <c>&lt;script</c> hides the next end tag.</summary>
    public static int OfScript(ReadOnlySpan<byte> page, int from)
    {
        var (escaped, hidden) = (false, false);
        for (var at = from; at < page.Length;)
        {
            var found = escaped ? page[at..].IndexOfAny((byte)'<', (byte)'-') : page[at..].IndexOf((byte)'<');
            if (found < 0) break;
            at += found;
            var rest = page[at..];
            if (rest[0] == (byte)'-')
            {
                if (!rest.StartsWith("--"u8)) { at++; continue; }
                at += 2;
                while (at < page.Length && page[at] == (byte)'-') at++;
                if (at < page.Length && page[at] == (byte)'>') (escaped, hidden) = (false, false);
            }
            else if (rest.StartsWith("</"u8) && IsTag(page, at + 2, "script"u8))
            {
                if (!hidden) return at;
                hidden = false;
                at += 8;
            }
            else if (!escaped && rest.StartsWith("<!--"u8))
            {
                escaped = true;
                // The hyphens may be those of the comment's end, too.
                at += 2;
            }
            else if (escaped && !hidden && IsTag(page, at + 1, "script"u8))
            {
                hidden = true;
                at += 7;
            }
            else
            {
                at++;
            }
        }
        return page.Length;
    }

    static bool IsTag(ReadOnlySpan<byte> page, int at, ReadOnlySpan<byte> name) =>
        at + name.Length < page.Length && Ascii.EqualsIgnoreCase(page.Slice(at, name.Length), name)
        && page[at + name.Length] is (byte)' ' or (byte)'>' or (byte)'/' or (byte)'\n' or (byte)'\t' or (byte)'\r' or (byte)'\f';
}
