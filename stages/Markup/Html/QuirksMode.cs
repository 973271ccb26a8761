using System.Text;

namespace Curation.Stages.Markup.Html;

/// <summary>Tells by its document type whether a page is read as old browsers did: there, a table does not end a paragraph.</summary>
static class QuirksMode
{
    static readonly string[] s_publicPrefixes =
    [
        "+//silmaril//dtd html pro v0r11 19970101//", "-//as//dtd html 3.0 aswedit + extensions//", "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
        "-//ietf//dtd html", "-//metrius//dtd metrius presentational//", "-//microsoft//dtd internet explorer ", "-//netscape comm. corp.//dtd ",
        "-//o'reilly and associates//dtd html ", "-//sq//dtd html 2.0 hotmetal + extensions//", "-//softquad software//dtd hotmetal pro 6.0::",
        "-//softquad//dtd hotmetal pro 4.0::", "-//spyglass//dtd html 2.0 extended//", "-//sun microsystems corp.//dtd hotjava ", "-//w3c//dtd html 3 ",
        "-//w3c//dtd html 3.2", "-//w3c//dtd html 4.0 frameset//", "-//w3c//dtd html 4.0 transitional//", "-//w3c//dtd html experimental ",
        "-//w3c//dtd w3 html ", "-//w3o//dtd w3 html ", "-//webtechs//dtd mozilla html ",
    ];

    /// <summary>Whether the declaration (from <c>doctype</c> on) asks for it.</summary>
    public static bool Is(ReadOnlySpan<byte> declaration)
    {
        var text = Encoding.Latin1.GetString(declaration[..Math.Min(declaration.Length, 500)]).ToLowerInvariant();
        var words = text["doctype".Length..].TrimStart().Split((char[])[' ', '\t', '\n', '\r', '\f', '>'], 2, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0] != "html") return true;
        var rest = words.Length > 1 ? words[1].TrimStart() : "";
        if (!rest.StartsWith("public", StringComparison.Ordinal)) return rest.Contains("http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd", StringComparison.Ordinal);
        var quoted = rest.Split(rest.AsSpan().IndexOfAny('"', '\'') is >= 0 and var at ? rest[at] : '"');
        if (quoted.Length < 3) return true;
        var (id, hasSystem) = (quoted[1], quoted[2].AsSpan().ContainsAny('"', '\'') || quoted.Length > 3);
        return s_publicPrefixes.Any(p => id.StartsWith(p, StringComparison.Ordinal))
            || id is "-//w3o//dtd w3 html strict 3.0//en//" or "-/w3c/dtd html 4.0 transitional/en" or "html"
            || (!hasSystem && (id.StartsWith("-//w3c//dtd html 4.01 frameset//", StringComparison.Ordinal) || id.StartsWith("-//w3c//dtd html 4.01 transitional//", StringComparison.Ordinal)));
    }
}
