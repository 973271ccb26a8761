using System.Globalization;

namespace Curation.Core.Statistics;

/// <summary>
/// Bins of two significant decimal digits: [1.0, 1.1), [1.1, 1.2), … [9.9, 10) times a power of ten, so that thresholds as people write
/// them (0.12, 0.3, 50) are edges of bins, and counts on either side of them are exact. Integers up to 99 have a bin each.
/// </summary>
static class HistogramBins
{
    const int PerDecade = 90;
    const int FirstDecade = -9;
    const int Decades = 25;

    /// <summary>Bins of one sign; larger magnitudes are counted in the last, smaller ones as zero.</summary>
    public const int Count = Decades * PerDecade;

    /// <summary>Bits of a number that remain in its cell: sign, exponent and 7 bits of the mantissa, so that a cell is narrower than a bin.</summary>
    const int CellShift = 45;

    static readonly double[] s_edges = [.. Enumerable.Range(0, Count + 1).Select(Edge)];
    static readonly long s_firstCell = BitConverter.DoubleToInt64Bits(s_edges[0]) >> CellShift;
    static readonly short[] s_binOfCell = Cells();

    /// <summary>The bin of a number: 0 for zero, n or -n for the n-th bin of its sign.</summary>
    public static int Of(double value)
    {
        var magnitude = Math.Abs(value);
        if (!(magnitude >= s_edges[0])) return 0;
        var bin = Count - 1;
        if (magnitude < s_edges[Count])
        {
            bin = s_binOfCell[(BitConverter.DoubleToInt64Bits(magnitude) >> CellShift) - s_firstCell];
            if (magnitude >= s_edges[bin + 1]) bin++;
        }
        return value < 0 ? -bin - 1 : bin + 1;
    }

    /// <summary>The edges of a bin nearest to and farthest from zero, in ascending order.</summary>
    public static (double Lower, double Upper) Edges(int bin) => bin switch
    {
        0 => (0, 0),
        > 0 => (s_edges[bin - 1], s_edges[bin]),
        _ => (-s_edges[-bin], -s_edges[-bin - 1]),
    };

    static double Edge(int edge) => double.Parse(
        string.Create(CultureInfo.InvariantCulture, $"{10 + edge % PerDecade}e{FirstDecade - 1 + edge / PerDecade}"), CultureInfo.InvariantCulture);

    static short[] Cells()
    {
        var cells = new short[(BitConverter.DoubleToInt64Bits(s_edges[Count]) >> CellShift) - s_firstCell + 1];
        var bin = 0;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var lower = BitConverter.Int64BitsToDouble((cell + s_firstCell) << CellShift);
            while (bin + 1 < Count && s_edges[bin + 1] <= lower) bin++;
            cells[cell] = (short)bin;
        }
        return cells;
    }
}
