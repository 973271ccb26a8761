namespace Curation.Stages.Markup.Wikitext;

/// <summary>Families of templates whose name carries a part of what they say: languages, ships, pronunciations, sources.</summary>
internal static class NamedByPrefix
{
    static readonly string[] s_ships = ["hms", "uss", "ss", "rms", "hmcs", "hmas", "hmnzs", "ms", "mv", "uscgc", "ins", "orp", "smu", "sms", "gts", "rmv", "usns", "css"];

    public static void Append(Expander page, TemplateCall call)
    {
        var name = call.Name;
        if (name.StartsWith("lang-", StringComparison.Ordinal) || (name.StartsWith("ipa-", StringComparison.Ordinal) && name.Length <= 10)) call.Append(1);
        else if (name.StartsWith("ipac-", StringComparison.Ordinal)) Pronunciation(page, call);
        else if (name.StartsWith("cite ", StringComparison.Ordinal) || name is "citation" or "cite") CitedWork.Append(page, call);
        else if (Array.IndexOf(s_ships, name) >= 0 && call.Count > 0) Ship(page, name.ToUpperInvariant(), call, 1);
        else if (name == "ship" && call.Count > 1) Ship(page, call.Text(1), call, 2);
    }

    static void Pronunciation(Expander page, TemplateCall call)
    {
        page.Output.Append("/");
        for (var i = 1; i <= call.Count; i++)
        {
            var part = call.Text(i);
            if (part is not ("lang" or "pron" or "local" or "-" or "audio") && !part.EndsWith(".ogg", StringComparison.OrdinalIgnoreCase)) page.Output.Append(part is "_" or "." ? " " : part);
        }
        page.Output.Append("/");
    }

    static void Ship(Expander page, string prefix, TemplateCall call, int name)
    {
        page.Output.Append(prefix);
        page.Output.Append(' ');
        call.Append(name);
    }
}
