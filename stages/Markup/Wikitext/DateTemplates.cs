using System.Globalization;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>Templates of dates, written out as English pages do.</summary>
internal static class DateTemplates
{
    /// <summary>Year, month and day as the first three arguments.</summary>
    public static void Date(Expander page, TemplateCall call)
    {
        var first = call.Text(1);
        if (NumberTemplates.Integer(first) is not { } year)
        {
            page.Output.Append(first);
            return;
        }
        page.Output.Append(Words(year, NumberTemplates.Integer(call.Text(2)), NumberTemplates.Integer(call.Text(3)), isDayFirst: call.Text("df") is "y" or "yes"));
    }

    /// <summary>"As of May 2010".</summary>
    public static void AsOf(Expander page, TemplateCall call)
    {
        if (call.Text("alt") is { Length: > 0 } text)
        {
            page.Output.Append(text);
            return;
        }
        var word = call.Text("since") is "y" or "yes" ? "Since" : "As of";
        page.Output.Append(call.Text("lc") is "y" or "yes" or "on" ? word.ToLowerInvariant() : word);
        page.Output.Append(' ');
        page.Output.Append(NumberTemplates.Integer(call.Text(1)) is { } year
            ? Words(year, NumberTemplates.Integer(call.Text(2)), NumberTemplates.Integer(call.Text(3)), isDayFirst: true) : call.Text(1));
    }

    static string Words(int year, int? month, int? day, bool isDayFirst)
    {
        if (month is not (>= 1 and <= 12)) return year.ToString(CultureInfo.InvariantCulture);
        var name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month.Value);
        if (day is not (>= 1 and <= 31)) return string.Create(CultureInfo.InvariantCulture, $"{name} {year}");
        return isDayFirst ? string.Create(CultureInfo.InvariantCulture, $"{day} {name} {year}") : string.Create(CultureInfo.InvariantCulture, $"{name} {day}, {year}");
    }
}
