namespace Curation.Stages.Pdf.Layout;

/// <summary>Tells columns of running text from rows of a table, labels of a list or an equation's number.</summary>
internal static class ColumnCut
{
    const int FewestLines = 3;

    /// <summary>The gutter that divides a band into columns of running text; null if none does.</summary>
    public static Interval? Find(Band band)
    {
        Interval? best = null;
        var most = 0;
        foreach (var gutter in band.Gutters())
        {
            var (left, right) = (Side.Of(band, gutter, isLeft: true), Side.Of(band, gutter, isLeft: false));
            var characters = Math.Min(left.Characters, right.Characters);
            if (characters > most && AreColumns(left, right, Changes(band, gutter), band.Right - band.Left)) (best, most) = (gutter, characters);
        }
        return best;
    }

    static bool AreColumns(in Side left, in Side right, int changes, float width)
    {
        var lines = Math.Min(left.Lines, right.Lines);
        if (lines < FewestLines || Math.Min(left.Width, right.Width) < .12f * width) return false;
        if (left.Letters < .4f * left.Characters || right.Letters < .4f * right.Characters) return false;
        // Who draws column by column says so; who draws row by row may still have columns if they are long and full.
        var isProse = Math.Min(left.Fill, right.Fill) >= .4f;
        return (changes <= 1 + (lines / 5) && (isProse || lines >= 6)) || (Math.Min(left.Fill, right.Fill) >= .72f && lines >= 6);
    }

    /// <summary>How often the order of drawing goes from one side to the other.</summary>
    static int Changes(Band band, Interval gutter)
    {
        var changes = 0;
        bool? last = null;
        foreach (var segment in band.Segments.OrderBy(s => s.Order))
        {
            var isLeft = segment.Right <= gutter.Low;
            if (last is not null && last != isLeft) changes++;
            last = isLeft;
        }
        return changes;
    }

    /// <summary>What stands on one side of a gutter.</summary>
    readonly record struct Side(int Lines, int Characters, int Letters, float Width, float Fill)
    {
        public static Side Of(Band band, Interval gutter, bool isLeft)
        {
            var (lines, characters, letters, covered) = (0, 0, 0, 0f);
            var (left, right, y) = (float.PositiveInfinity, float.NegativeInfinity, float.NaN);
            foreach (var segment in band.Segments)
            {
                if (segment.Right <= gutter.Low != isLeft) continue;
                characters += segment.Text.Length;
                letters += segment.Letters;
                covered += segment.Right - segment.Left;
                (left, right) = (Math.Min(left, segment.Left), Math.Max(right, segment.Right));
                if (!(Math.Abs(segment.Y - y) < .4f * segment.Size)) lines++;
                y = segment.Y;
            }
            return new(lines, characters, letters, right - left, lines == 0 ? 0 : covered / (lines * Math.Max(1, right - left)));
        }
    }
}
