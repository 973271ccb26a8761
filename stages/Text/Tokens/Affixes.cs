namespace Curation.Stages.Text.Tokens;

/// <summary>What is split off a chunk between blanks: at its start, at its end and inside.</summary>
static class Affixes
{
    static readonly string[] s_units =
    [
        "km", "km²", "km³", "m", "m²", "m³", "dm", "dm²", "dm³", "cm", "cm²", "cm³", "mm", "mm²", "mm³", "ha", "µm", "nm", "yd", "in", "ft",
        "kg", "g", "mg", "µg", "t", "lb", "oz", "m/s", "km/h", "kmh", "mph", "hPa", "Pa", "mbar", "mb", "MB", "kb", "KB", "gb", "GB", "tb", "TB",
        "T", "G", "M", "K", "%", "км", "км²", "км³", "м", "м²", "м³", "дм", "дм²", "дм³", "см", "см²", "см³", "мм", "мм²", "мм³", "нм", "кг", "г", "мг",
        "м/с", "км/ч", "кПа", "Па", "мбар", "Кб", "КБ", "кб", "Мб", "МБ", "мб", "Гб", "ГБ", "гб", "Тб", "ТБ", "тб",
    ];

    /// <summary>Length of the mark that begins the chunk; 0 if none does.</summary>
    public static int Prefix(ReadOnlySpan<char> chunk)
    {
        var first = chunk[0];
        var found = TokenClasses.Of(first);
        if ((found & TokenClass.Letter) != 0 && (found & TokenClass.Icon) == 0)
            return first is 'U' or 'C' or 'A' ? Dollar(chunk) : 0;
        if ((found & TokenClass.Surrogate) != 0) found = TokenClasses.Of(chunk, out _) & TokenClass.Icon;
        if ((found & (TokenClass.Split | TokenClass.Quote | TokenClass.Currency)) != 0) return 1;
        if ((found & TokenClass.Icon) != 0) return char.IsHighSurrogate(first) ? 2 : 1;
        return first switch
        {
            '§' or '%' or '=' or '—' or '–' => 1,
            '+' => chunk.Length > 1 && char.IsAsciiDigit(chunk[1]) ? 0 : 1,
            '.' => Dots(chunk) is > 1 and var dots ? dots : 0,
            _ => 0,
        };
    }

    /// <summary>Length of what is split off the chunk's end, the longest of all that fit; 0 if nothing is.</summary>
    public static int Suffix(ReadOnlySpan<char> chunk)
    {
        if (chunk.IsEmpty) return 0;
        var last = chunk[^1];
        var found = TokenClasses.Of(last);
        if (last == '.') return FullStop(chunk);
        if (last is 's' or 'S' && chunk.Length > 1 && chunk[^2] is '\'' or '’') return 2;
        if ((found & TokenClass.Letter) != 0 || last is '%' or '²' or '³') return Unit(chunk);
        if (last == '…') return chunk.Length > 1 && chunk[^2] == '…' ? 2 : 1;
        if (last == '$' && chunk.Length > 1) return Dollars(chunk);
        if ((found & TokenClass.Surrogate) != 0)
            return chunk.Length > 1 && (TokenClasses.Of(chunk[^2..], out _) & TokenClass.Icon) != 0 ? 2 : 0;
        if ((found & (TokenClass.Split | TokenClass.Quote | TokenClass.Icon)) != 0 || last is '—' or '–') return 1;
        var digitBefore = chunk.Length > 1 && char.IsAsciiDigit(chunk[^2]);
        return digitBefore && (last == '+' || (found & TokenClass.Currency) != 0) ? 1 : 0;
    }

    /// <summary>Length of what is split off inside at this place; 0 if nothing is.</summary>
    public static int Infix(ReadOnlySpan<char> chunk, int at)
    {
        var c = chunk[at];
        var found = TokenClasses.Of(c);
        if ((found & (TokenClass.Letter | TokenClass.Digit)) != 0) return 0;
        if ((found & TokenClass.Surrogate) != 0) return (TokenClasses.Of(chunk[at..], out var units) & TokenClass.Icon) != 0 ? units : 0;
        if ((found & TokenClass.Icon) != 0 || c == '…') return 1;
        if (c == '.' && Dots(chunk[at..]) is > 1 and var dots) return dots;
        if (at == 0 || at + 1 == chunk.Length) return 0;
        var (before, after) = (TokenClasses.Of(chunk[at - 1]), TokenClasses.Of(chunk[at + 1]));
        var letterOrDigitBefore = (before & (TokenClass.Cased | TokenClass.Digit)) != 0;
        switch (c)
        {
            case '.':
                return (before & (TokenClass.Lower | TokenClass.Quote)) != 0 && (after & (TokenClass.Upper | TokenClass.Quote)) != 0 ? 1 : 0;
            case ',':
                return (before & TokenClass.Cased) != 0 && (after & TokenClass.Cased) != 0 ? 1 : 0;
            case '+' or '*' or '^':
                return DigitsAround(before, after, chunk[at + 1]) ? 1 : 0;
            case ':' or '<' or '>' or '=' or '/':
                return letterOrDigitBefore && (after & TokenClass.Cased) != 0 ? 1 : 0;
            case '-' or '–' or '—' or '~':
                if (c == '-' && DigitsAround(before, after, chunk[at + 1])) return 1;
                if (!letterOrDigitBefore) return 0;
                for (var length = 1; length <= (c == '-' ? 3 : c == '—' ? 2 : 1); length++)
                {
                    if (at + length >= chunk.Length) return 0;
                    if ((TokenClasses.Of(chunk[at + length]) & TokenClass.Cased) != 0) return length;
                    if (chunk[at + length] != c) return 0;
                }
                return 0;
            default:
                return 0;
        }
    }

    static bool DigitsAround(TokenClass before, TokenClass after, char next) =>
        (before & TokenClass.Digit) != 0 && ((after & TokenClass.Digit) != 0 || next == '-');

    static int Dots(ReadOnlySpan<char> chunk)
    {
        var count = chunk.IndexOfAnyExcept('.');
        return count < 0 ? chunk.Length : count;
    }

    static int Dollar(ReadOnlySpan<char> chunk) => chunk.StartsWith("US$") ? 3 : chunk[0] != 'U' && chunk.Length > 1 && chunk[1] == '$' ? 2 : 0;

    static int Dollars(ReadOnlySpan<char> chunk)
    {
        foreach (var sign in (ReadOnlySpan<string>)["US$", "C$", "A$", "$"])
            if (chunk.Length > sign.Length && chunk.EndsWith(sign) && char.IsAsciiDigit(chunk[^(sign.Length + 1)])) return sign.Length;
        return 0;
    }

    static int FullStop(ReadOnlySpan<char> chunk)
    {
        var dots = chunk.Length - 1 - chunk.LastIndexOfAnyExcept('.');
        if (dots > 1) return dots;
        if (chunk.Length < 2) return 0;
        var last = chunk[^2];
        var before = TokenClasses.Of(last);
        if ((before & (TokenClass.Digit | TokenClass.Lower | TokenClass.Split | TokenClass.Quote)) != 0 || last is '%' or '²' or '-' or '+' or '|') return 1;
        if (last is 'F' or 'C' or 'K' && chunk.Length > 2 && chunk[^3] == '°') return 1;
        return (before & TokenClass.Upper) != 0 && chunk.Length > 2 && (TokenClasses.Of(chunk[^3]) & TokenClass.Upper) != 0 ? 1 : 0;
    }

    static int Unit(ReadOnlySpan<char> chunk)
    {
        var digit = chunk.LastIndexOfAnyInRange('0', '9');
        var unit = chunk[(digit + 1)..];
        if (digit < 0 || unit.Length > 4) return 0;
        foreach (var known in s_units)
            if (unit.SequenceEqual(known)) return unit.Length;
        return 0;
    }
}
