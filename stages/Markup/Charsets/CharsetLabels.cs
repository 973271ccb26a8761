using System.Collections.Frozen;
using System.Text;

namespace Curation.Stages.Markup.Charsets;

/// <summary>
/// Encodings by the labels that pages and servers use (the WHATWG Encoding standard's): what calls itself Latin-1 or ASCII is windows-1252,
/// GB2312 is GB18030, Shift_JIS windows-31j, EUC-KR code page 949.
/// </summary>
static class CharsetLabels
{
    static readonly FrozenDictionary<string, string> s_names = Read(
        "utf-8: unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8",
        "utf-16le: utf-16 csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff", "utf-16be: unicodefffe",
        "ibm866: 866 cp866 csibm866",
        "iso-8859-2: csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
        "iso-8859-3: csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
        "iso-8859-4: csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
        "iso-8859-5: csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
        "iso-8859-6: arabic asmo-708 csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
        "iso-8859-7: csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek",
        "iso-8859-8: csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical",
        "iso-8859-13: iso8859-13 iso885913", "iso-8859-15: csisolatin9 iso8859-15 iso885915 iso_8859-15 l9",
        "koi8-r: cskoi8r koi koi8 koi8_r", "koi8-u: koi8-ru", "macintosh: csmacintosh mac x-mac-roman", "x-mac-cyrillic: x-mac-ukrainian",
        "windows-874: dos-874 iso-8859-11 iso8859-11 iso885911 tis-620", "windows-1250: cp1250 x-cp1250", "windows-1251: cp1251 x-cp1251",
        "windows-1252: ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 latin-1 us-ascii x-cp1252",
        "windows-1253: cp1253 x-cp1253",
        "windows-1254: cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 x-cp1254",
        "windows-1255: cp1255 x-cp1255", "windows-1256: cp1256 x-cp1256", "windows-1257: cp1257 x-cp1257", "windows-1258: cp1258 x-cp1258",
        "gb18030: gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk hz-gb-2312",
        "big5: big5-hkscs cn-big5 csbig5 x-x-big5", "euc-jp: cseucpkdfmtjapanese x-euc-jp", "iso-2022-jp: csiso2022jp",
        "shift_jis: csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis",
        "ks_c_5601-1987: euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1989 ksc5601 ksc_5601 windows-949 euc_kr");

    static CharsetLabels() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding that a label names, null if none does; invalid bytes become U+FFFD.</summary>
    public static Encoding? Find(ReadOnlySpan<char> label)
    {
        label = label.Trim(" \t\r\n\f\"';,");
        if (label.IsEmpty || label.Length > 40) return null;
        return s_names.TryGetValue(label.ToString().ToLowerInvariant(), out var name) ? Named(name) : null;
    }

    /// <summary>The encoding of a name known to be supported.</summary>
    public static Encoding Named(string name) => name == "utf-8" ? Encoding.UTF8 : Encoding.GetEncoding(name);

    static FrozenDictionary<string, string> Read(params ReadOnlySpan<string> lines)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var name = line[..colon];
            names[name] = name;
            foreach (var label in line[(colon + 2)..].Split(' ')) names[label] = name;
        }
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
