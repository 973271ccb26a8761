using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>Templates of numbers: the value as the page gives it, without what the wiki computes from it.</summary>
internal static class NumberTemplates
{
    static readonly FrozenSet<string> s_ranges = new[] { "to", "-", "–", "and", "or", "x", "×", "by", "to(-)", "+/-", "±", "*", "xx", "and(-)", "&", "to about" }.ToFrozenSet(StringComparer.Ordinal);

    static readonly FrozenDictionary<string, string> s_units = new Dictionary<string, string>
    {
        ["km"] = "kilometres",
        ["m"] = "metres",
        ["cm"] = "centimetres",
        ["mm"] = "millimetres",
        ["mi"] = "miles",
        ["ft"] = "feet",
        ["in"] = "inches",
        ["yd"] = "yards",
        ["nmi"] = "nautical miles",
        ["km2"] = "square kilometres",
        ["sqkm"] = "square kilometres",
        ["sqmi"] = "square miles",
        ["mi2"] = "square miles",
        ["m2"] = "square metres",
        ["sqft"] = "square feet",
        ["ft2"] = "square feet",
        ["ha"] = "hectares",
        ["acre"] = "acres",
        ["acres"] = "acres",
        ["kg"] = "kilograms",
        ["g"] = "grams",
        ["t"] = "tonnes",
        ["lb"] = "pounds",
        ["lbs"] = "pounds",
        ["oz"] = "ounces",
        ["LT"] = "long tons",
        ["ST"] = "short tons",
        ["C"] = "°C",
        ["F"] = "°F",
        ["K"] = "K",
        ["km/h"] = "kilometres per hour",
        ["mph"] = "miles per hour",
        ["kn"] = "knots",
        ["m/s"] = "metres per second",
        ["L"] = "litres",
        ["l"] = "litres",
        ["ml"] = "millilitres",
        ["m3"] = "cubic metres",
        ["cuft"] = "cubic feet",
        ["hp"] = "horsepower",
        ["kW"] = "kilowatts",
        ["MW"] = "megawatts",
        ["ly"] = "light-years",
        ["AU"] = "astronomical units",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789+/.,");

    /// <summary>A measure: <c>{{convert|3|to|5|km|mi}}</c> is "3 to 5 kilometres".</summary>
    public static void Convert(Expander page, TemplateCall call)
    {
        var output = page.Output;
        var at = 1;
        output.Append(MagicWords.Number(call.Text(at++)));
        while (at < call.Count && call.Text(at) is var word && s_ranges.Contains(word))
        {
            output.Append(word switch { "-" or "–" => "–", "x" or "xx" or "by" or "*" => " × ", "+/-" or "±" => " ± ", "to(-)" => " to ", "and(-)" => " and ", _ => $" {word} " });
            output.Append(MagicWords.Number(call.Text(at + 1)));
            at += 2;
        }
        if (at > call.Count) return;
        var unit = call.Text(at);
        var isShort = call.Name == "cvt" || call.Text("abbr") is "on" or "in" or "values";
        if (at + 2 <= call.Count && IsNumber(call.Text(at + 1)))
        {
            // Feet and inches, pounds and ounces.
            output.Append($" {unit} {call.Text(at + 1)} {call.Text(at + 2)}");
            return;
        }
        var isAdjective = call.Text("adj") is "on" or "mid";
        output.Append(isAdjective && !isShort ? '-' : ' ');
        if (isShort || !s_units.TryGetValue(unit, out var name)) name = unit;
        output.Append(isAdjective && !isShort ? Singular(name) : call.Text("sp") == "us" ? name.Replace("tre", "ter", StringComparison.Ordinal) : name);
    }

    /// <summary>A fraction, with a whole number before it or not.</summary>
    public static void Fraction(Expander page, TemplateCall call)
    {
        if (call.Count == 3)
        {
            call.Append(1);
            page.Output.Append(' ');
        }
        if (call.Count == 1) page.Output.Append("1");
        else call.Append(call.Count - 1);
        page.Output.Append("/");
        call.Append(call.Count);
    }

    /// <summary>A value with its uncertainty, exponent and unit.</summary>
    public static void Value(Expander page, TemplateCall call)
    {
        page.Output.Append(MagicWords.Number(call.Text(1)));
        if (call.Text(2) is { Length: > 0 } error && call.Name == "val") page.Output.Append($"±{error}");
        if (call.Text("e") is { Length: > 0 } exponent) page.Output.Append($"×10^{exponent}");
        if (call.FirstText("u", "ul", "upl") is { Length: > 0 } unit) page.Output.Append($" {unit}");
    }

    /// <summary>Raised or lowered text.</summary>
    public static void Script(Expander page, TemplateCall call, bool isUpper)
    {
        var text = call.Text(1);
        if (!Scripts.TryAppend(page.Output, text, isUpper)) page.Output.Append(text);
    }

    static string Singular(string unit) => unit switch
    {
        "feet" => "foot",
        "inches" => "inch",
        _ => unit.EndsWith('s') && !unit.EndsWith("ss", StringComparison.Ordinal) ? unit[..^1] : unit,
    };

    static bool IsNumber(string text) => text.Length > 0 && char.IsAsciiDigit(text[0]) && text.AsSpan().IndexOfAnyExcept(s_digits) < 0;

    /// <summary>A number from an argument; null if it is none.</summary>
    public static int? Integer(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
