using System.Numerics;
using System.Runtime.InteropServices;

namespace Curation.Mixers.Numerics;

/// <summary>Inner products and sums over spans, with the machine's vectors.</summary>
static class Vectors
{
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = Vector<double>.Zero;
        var x = MemoryMarshal.Cast<double, Vector<double>>(a);
        var y = MemoryMarshal.Cast<double, Vector<double>>(b);
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        var total = Vector.Sum(sum);
        for (var i = x.Length * Vector<double>.Count; i < a.Length; i++) total += a[i] * b[i];
        return total;
    }

    /// <summary>Adds <paramref name="factor"/> times <paramref name="b"/> to <paramref name="a"/>.</summary>
    public static void AddScaled(Span<double> a, double factor, ReadOnlySpan<double> b)
    {
        var x = MemoryMarshal.Cast<double, Vector<double>>(a);
        var y = MemoryMarshal.Cast<double, Vector<double>>(b);
        var scale = new Vector<double>(factor);
        for (var i = 0; i < x.Length; i++) x[i] += scale * y[i];
        for (var i = x.Length * Vector<double>.Count; i < a.Length; i++) a[i] += factor * b[i];
    }
}
