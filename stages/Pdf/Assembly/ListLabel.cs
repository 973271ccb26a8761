namespace Curation.Stages.Pdf.Assembly;

/// <summary>Labels that begin an item of a list: bullets, numbers, letters in brackets.</summary>
internal static class ListLabel
{
    /// <summary>Whether a line begins an item.</summary>
    public static bool Begins(ReadOnlySpan<char> line)
    {
        var space = line.IndexOf(' ');
        if (space is < 1 or > 6) return false;
        var label = line[..space];
        if (label is [var bullet] && bullet is '•' or '◦' or '▪' or '▸' or '►' or '●' or '○' or '■' or '□' or '·' or '∙' or '–' or '—' or '*' or '-' or '⋄' or '◆' or '✓' or '➢' or '❑' or (>= '\uF000' and <= '\uF0FF')) return true;
        if (label[^1] is not (')' or '.')) return false;
        var inner = label[..^1].TrimStart("([");
        if (inner.Length is 0 or > 4) return false;
        if (inner.Length == 1 && char.IsLetter(inner[0])) return label[^1] == ')';
        foreach (var character in inner)
            if (!char.IsAsciiDigit(character)) return false;
        return inner.Length <= 2 || label[^1] == ')';
    }
}
