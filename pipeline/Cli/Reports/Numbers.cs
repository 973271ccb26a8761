using System.Globalization;

namespace Curation.Cli.Reports;

/// <summary>Numbers as people read them.</summary>
static class Numbers
{
    static readonly (double Size, string Unit)[] s_units = [(1e12, " T"), (1e9, " G"), (1e6, " M"), (1e3, " k")];
    static readonly (double Size, string Unit)[] s_bytes = [(1e12, " TB"), (1e9, " GB"), (1e6, " MB"), (1e3, " kB"), (1, " B")];

    /// <summary>Three significant digits with a unit: 12.3 M; below 10,000 the number itself.</summary>
    public static string Short(long value) => value < 10_000 ? value.ToString("n0", CultureInfo.InvariantCulture) : Scaled(value, s_units);

    /// <summary>Bytes with a decimal unit.</summary>
    public static string Bytes(long value) => value == 0 ? "0 B" : Scaled(value, s_bytes);

    /// <summary>A signal's value: at most four significant digits, whole numbers whole.</summary>
    public static string Value(double value) => value switch
    {
        _ when Math.Abs(value) >= 1e15 => value.ToString("g4", CultureInfo.InvariantCulture),
        _ when value == Math.Truncate(value) => value.ToString("#,0", CultureInfo.InvariantCulture),
        _ when Math.Abs(value) >= 1e-4 => value.ToString("0.####", CultureInfo.InvariantCulture) is var text && Math.Abs(value) < 1000 ? Significant(value, text) : text,
        _ => value.ToString("g3", CultureInfo.InvariantCulture),
    };

    /// <summary>A share of a whole: one decimal, and never 0 % or 100 % for what is not.</summary>
    public static string Percent(long part, long whole)
    {
        if (whole == 0) return "–";
        var share = 100.0 * part / whole;
        return share switch
        {
            > 0 and < .05 => "<0.1 %",
            < 100 and > 99.95 => ">99.9 %",
            _ => string.Create(CultureInfo.InvariantCulture, $"{share:0.0} %"),
        };
    }

    /// <summary>A difference of shares in points, signed.</summary>
    public static string Points(double difference) => string.Create(CultureInfo.InvariantCulture, $"{difference * 100:+0.0;−0.0;±0.0}");

    static string Significant(double value, string text)
    {
        var digits = Math.Abs(value) switch { >= 100 => 1, >= 10 => 2, >= 1 => 3, _ => 4 };
        return text.Length == 0 ? text : Math.Round(value, digits).ToString("0.####", CultureInfo.InvariantCulture);
    }

    static string Scaled(double value, (double Size, string Unit)[] units)
    {
        var (size, unit) = units.First(u => value >= u.Size * .9995 || u == units[^1]);
        var scaled = value / size;
        return scaled.ToString(scaled >= 99.95 || size == 1 ? "0" : scaled >= 9.995 ? "0.0" : "0.00", CultureInfo.InvariantCulture) + unit;
    }
}
