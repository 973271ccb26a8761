using System.Collections.Frozen;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>Templates by name and what they write.</summary>
internal static class KnownTemplates
{
    static readonly FrozenDictionary<string, Action<Expander, TemplateCall>> s_templates = Build();

    public static bool TryGet(string name, out Action<Expander, TemplateCall> write) => s_templates.TryGetValue(name, out write!);

    static FrozenDictionary<string, Action<Expander, TemplateCall>> Build()
    {
        var table = new Dictionary<string, Action<Expander, TemplateCall>>(StringComparer.Ordinal);
        void Add(Action<Expander, TemplateCall> write, string names)
        {
            foreach (var name in names.Split('|')) table.Add(name, write);
        }

        // The first argument is the text.
        Add((_, c) => c.Append(1), "nowrap|nobr|nobreak|small|smaller|larger|big|large|em|strong|smallcaps|sc|smallcaps all|allcaps|bold|b|i|italic|italics|underline|u"
            + "|strikethrough|strike|s|overline|mono|tt|code|codett|kbd|samp|var|key press|key|math|mvar|bigmath|big math|nobold|noitalic|no italic|normal|unicode|iast|polytonic"
            + "|hebrew|lang-he-n|arabic|ipa|ipa-all|visible anchor|vanchor|va|anchored|term|defn|dfn|ill|ill2|interlanguage link|illm|interlanguage link multi|abbr|tooltip|abbrlink|abbreviation"
            + "|plainlist|flatlist|center|centered|centre|no wrap|nowr|not a typo|typo|proper name|chem2|comment|number|num|nombre|pad|flag|flagcountry|flagu|flag+link|flagdeco|country"
            + "|poem|highlight round|bq|superscript text|title|okina|wikt-lang|native phrase|lw|fontcolor|fixed|hi|0|guillemets|okina text|stripe|mp|nihongo core|zitat|ens|des|lang-gr|cita|esd|kana|linktext|wt|columns-list|longitem|keypress|vol.|infobox text|section link|slink|see section|dagger text|anchorencode|tl-text|qi");
        // A quotation, on lines of its own.
        Add((p, c) => TextTemplates.Quotation(p, c), "quote|quotation|blockquote|bquote|cquote|centered pull quote|rquote|quote frame|block quote|blockquote2|poemquote|poem quote|verse translation|citation bloc|cytat|цитата|gbq|talkquote|block indent|blockindent");
        // Another argument is the text.
        Add((_, c) => c.Append(2), "lang|langx|foreign language|native name|nativename|langnf|color|colour|font color|fontcolour|font colour|highlight|hover title|sortname2|style|align|right to left|script/hebrew|script/arabic|bg|colored link|color link|abbrv|audio|audio-ipa");
        Add((_, c) => c.Append(Math.Max(1, c.Count)), "transl|transliteration|script|legend|resize|font|rtl-lang|text|hlist item|sort|script/nastaliq|script/greek|script/coptic|script/slavonic|pronunciation|bidi override|wide template");
        // Texts that depend on no argument.
        foreach (var (name, text) in new[]
        {
            ("ndash", "–"), ("en dash", "–"), ("endash", "–"), ("–", "–"), ("mdash", "—"), ("em dash", "—"), ("emdash", "—"), ("—", "—"), ("snd", " – "), ("spnd", " – "), ("spaced ndash", " – "),
            ("spaced en dash", " – "), ("snds", " – "), ("dash", " – "), ("nbsp", " "), ("space", " "), ("spaces", " "), ("thinsp", " "), ("thin space", " "), ("hair space", " "), ("hsp", " "), ("quad", " "), ("gap", " "),
            ("·", " · "), ("•", " • "), ("dot", " · "), ("bull", " • "), ("bullet", " • "), ("middot", " · "), ("\\", " / "), ("!", "|"), ("!!", "||"), ("!-", "|-"), ("(!", "{|"), ("!)", "|}"), ("=", "="), ("'", "'"), ("'s", "'s"), ("\" '", "\" '"), ("' \"", "' \""),
            ("pi", "π"), ("deg", "°"), ("pm", "±"), ("times", "×"), ("x", "×"), ("dagger", "†"), ("double dagger", "‡"), ("prime", "′"), ("ell", "ℓ"), ("hbar", "ħ"), ("yes", "Yes"), ("no", "No"), ("won", "Won"), ("nom", "Nominated"), ("n/a", "N/A"), ("sic", "[sic]"), ("tick", "✓"), ("check", "✓"), ("cross", "✗"), ("sharp", "♯"), ("flat", "♭"), ("aut", "Automatic"),
            ("colon", ":"), ("clear", "\n"), ("-", "\n"), ("break", "\n"), ("crlf", "\n"), ("pb", "\n\n"), ("paragraph", "\n\n"), ("paragraph break", "\n\n"), ("parabr", "\n\n"), ("pipe", "|"), ("mdashb", "—"), ("increase", "▲"), ("decrease", "▼"), ("steady", "▬"), ("bce", "BCE"), ("ce", "CE"), ("bc", "BC"), ("ad", "AD"), ("c-dot", "·"), ("numero", "№"), ("lbrack", "["), ("rbrack", "]"),
        }) table.Add(name, (p, _) => p.Output.Append(text));
        // Dates, numbers, lists and names.
        Add(NumberTemplates.Convert, "convert|cvt|conv|converted");
        Add(NumberTemplates.Fraction, "frac|fraction|sfrac|tfrac|fract");
        Add(NumberTemplates.Value, "val|nts|formatnum|gaps");
        Add((p, c) => { p.Output.Append("×10^"); c.Append(1); }, "e|esp|10^");
        Add((p, c) => NumberTemplates.Script(p, c, isUpper: true), "sup|superscript|exp");
        Add((p, c) => NumberTemplates.Script(p, c, isUpper: false), "sub|subscript");
        Add((p, c) => { p.Output.Append('√'); c.Append(1); }, "sqrt|radic");
        Add((p, c) => TextTemplates.Join(p, c, " "), "unité|unidad|s-|siècle|romain|date|dunité|unite");
        Add((_, c) => { c.Append(1); c.Append(2); }, "bartable");
        Add((p, c) => { c.Append(1); p.Output.Append(' '); c.Append(3); }, "bar percent|bar pixel");
        Add((p, c) => TextTemplates.Join(p, c, ""), "chem|chem/link|su|nuclide|simplenuclide|nuclide2|simplenuclide2");
        Add(DateTemplates.Date, "birth date|birth date and age|death date|death date and age|bda|dda|dob|start date|end date|start date and age|film date|release date|date of birth|birth-date|death-date|birth-date and age|start-date|end-date|dts|launch date|bya");
        Add((_, c) => c.Append(1), "birth year and age|death year and age|birth based on age as of date|by");
        Add(DateTemplates.AsOf, "as of|asof");
        Add((p, c) => { p.Output.Append("c. "); c.Append(1); }, "circa|c.|ca|ca.|around");
        Add((p, c) => { p.Output.Append("fl. "); c.Append(1); }, "floruit|fl.|fl");
        Add((p, c) => { p.Output.Append("r. "); TextTemplates.Join(p, c, "–"); }, "reign|r.");
        Add((p, c) => TextTemplates.Join(p, c, "-"), "respell|pronunciation respelling key");
        Add((p, c) => p.Output.Append(c.Text(1) switch { "flat" or "b" => "♭", "sharp" or "#" => "♯", "natural" => "♮", var text => text }), "music");
        Add(TextTemplates.Lines, "ubl|unbulleted list|plain list|bulleted list|blist|unordered list|ordered list|ublist|collapsible list|unbullet|ulist");
        Add((p, c) => TextTemplates.Join(p, c, " · "), "hlist|flat list|hlist-comma|dot list");
        Add((p, c) => TextTemplates.Join(p, c, ", "), "csv|cslist|comma separated entries|hilite list");
        Add(TextTemplates.Japanese, "nihongo|nihongo2|nihongo3|nihongo foot|nihongo4");
        Add(TextTemplates.Named, "zh|chinese|korean|zh-cpl|zh-tsp|zh-sp|zh-cp");
        Add(TextTemplates.Short, "harvtxt|harvcoltxt|sfnt");
        Add((p, c) => { p.Output.Append("ISBN "); c.Append(1); }, "isbn");
        Add((p, c) => { c.Append(1); p.Output.Append(' '); c.Append(2); }, "sortname|hs name|birth name");
        Add((p, c) => { c.Append(1); p.Output.Append("-class "); c.Append(2); }, "sclass|sclass-|sclass2|sclass2-");
        Add((p, c) => { p.Output.Append('⟨'); c.Append(1); p.Output.Append('⟩'); }, "angbr|angle bracket|angbr ipa|grapheme|bra-ket");
        Add((p, c) => { p.Output.Append('|'); c.Append(1); p.Output.Append('|'); }, "abs|mabs");
        Add((p, c) => { p.Output.Append("U+"); c.Append(1); }, "unichar|unicode character");
        Add((p, c) => { p.Output.Append('«'); c.Append(1); p.Output.Append('»'); }, "guil|«»|guillemet");
        Add((p, c) => { p.Output.Append('"'); c.Append(1); p.Output.Append('"'); }, "\"|quote marks|\"\"|dq");
        Add((p, c) => { p.Output.Append('\''); c.Append(1); p.Output.Append('\''); }, "single quote|gloss|single+double");
        foreach (var (names, sign) in new[] { ("usd|us$|usdollar", "US$"), ("a$|aud", "A$"), ("cad|c$|can$", "C$"), ("gbp|£|£sd|pound sterling", "£"), ("eur|euro|€", "€"), ("inr|₹|indian rupee|inrconvert", "₹"), ("jpy|¥|yen", "¥"), ("nz$|nzd", "NZ$") })
            Add((p, c) => { p.Output.Append(sign); c.Append(1); }, names);
        Add((p, c) => p.Output.Append(c.FirstText("fr", "1", "trad", "nom") is { Length: > 0 } text ? text : c.Text(1)), "lien|lien interwiki");
        Add((p, c) => p.Output.Append(c.Text(2) is { Length: > 0 } text ? text : c.Text(1)), "не переведено|не переведено 2|не переведено 3|нп|нп2|нп3|iw|iw2|нп5|link|ill-wd");
        Add(TextTemplates.Glossed, "literal translation|lit");
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
