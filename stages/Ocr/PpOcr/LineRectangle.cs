using Curation.Ocr.Imaging;

namespace Curation.Ocr.PpOcr;

/// <summary>A line of text on a page: a rectangle at any angle.</summary>
/// <param name="X">Column of its centre.</param>
/// <param name="Y">Row of its centre.</param>
/// <param name="AlongX">Direction of reading, to the right.</param>
/// <param name="AlongY">Direction of reading, downwards.</param>
/// <param name="Length">Extent along that direction.</param>
/// <param name="Thickness">Extent across it.</param>
readonly record struct LineRectangle(double X, double Y, double AlongX, double AlongY, double Length, double Thickness)
{
    /// <summary>Whether it is so much taller than wide that its text must stand on its side.</summary>
    public bool IsTall => Thickness >= 1.5 * Length;

    /// <summary>Grown by the same on each side: what detection shrinks lines by (Liao et al., AAAI 2020, section 3.4: area · ratio / perimeter).</summary>
    public LineRectangle Grown(double ratio)
    {
        var distance = Length * Thickness * ratio / (2 * (Length + Thickness));
        return this with { Length = Length + 2 * distance, Thickness = Thickness + 2 * distance };
    }

    /// <summary>The same place on an image of other sides.</summary>
    public LineRectangle Scaled(double factorX, double factorY) => this with { X = X * factorX, Y = Y * factorY, Length = Length * factorX, Thickness = Thickness * factorY };

    /// <summary>The same place on a page that was turned back by an angle, as it was before.</summary>
    public LineRectangle Turned(double degrees, PageImage page)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var (dx, dy) = (X - page.Width / 2.0, Y - page.Height / 2.0);
        return this with
        {
            X = dx * cos - dy * sin + page.Width / 2.0,
            Y = dx * sin + dy * cos + page.Height / 2.0,
            AlongX = AlongX * cos - AlongY * sin,
            AlongY = AlongX * sin + AlongY * cos,
        };
    }

    /// <summary>Read from top to bottom instead.</summary>
    public LineRectangle OnItsSide() => new(X, Y, -AlongY, AlongX, Thickness, Length);

    /// <summary>The upright rectangle around it.</summary>
    public PageBox Bounds()
    {
        var width = Math.Abs(AlongX) * Length / 2 + Math.Abs(AlongY) * Thickness / 2;
        var height = Math.Abs(AlongY) * Length / 2 + Math.Abs(AlongX) * Thickness / 2;
        return new((int)Math.Floor(X - width), (int)Math.Floor(Y - height), (int)Math.Ceiling(X + width), (int)Math.Ceiling(Y + height));
    }

    /// <summary>The rectangle of least area around points (one side lies on a side of their convex hull).</summary>
    public static LineRectangle Around(List<(int X, int Y)> points)
    {
        var hull = Hull(points);
        var best = default(LineRectangle);
        var least = double.MaxValue;
        for (var i = 0; i < hull.Count; i++)
        {
            var (from, to) = (hull[i], hull[(i + 1) % hull.Count]);
            var side = Math.Sqrt((to.X - from.X) * (double)(to.X - from.X) + (to.Y - from.Y) * (double)(to.Y - from.Y));
            var (ux, uy) = side == 0 ? (1, 0) : ((to.X - from.X) / side, (to.Y - from.Y) / side);
            var (lowU, highU, lowV, highV) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
            foreach (var (x, y) in hull)
            {
                var (u, v) = (x * ux + y * uy, -x * uy + y * ux);
                (lowU, highU, lowV, highV) = (Math.Min(lowU, u), Math.Max(highU, u), Math.Min(lowV, v), Math.Max(highV, v));
            }
            // Points are pixels: each has an extent of one.
            var (length, thickness) = (highU - lowU + 1, highV - lowV + 1);
            if (length * thickness >= least) continue;
            least = length * thickness;
            var (middleU, middleV) = ((lowU + highU) / 2, (lowV + highV) / 2);
            best = new LineRectangle(middleU * ux - middleV * uy + 0.5, middleU * uy + middleV * ux + 0.5, ux, uy, length, thickness).Readable();
        }
        return best;
    }

    /// <summary>The direction among the four that points most to the right.</summary>
    LineRectangle Readable()
    {
        var turned = Math.Abs(AlongX) >= Math.Abs(AlongY) ? this : OnItsSide();
        return turned.AlongX < 0 ? turned with { AlongX = -turned.AlongX, AlongY = -turned.AlongY } : turned;
    }

    /// <summary>Convex hull by monotone chains.</summary>
    static List<(int X, int Y)> Hull(List<(int X, int Y)> points)
    {
        points.Sort();
        var hull = new List<(int X, int Y)>();
        for (var pass = 0; pass < 2; pass++)
        {
            var start = hull.Count;
            foreach (var point in pass == 0 ? points : Enumerable.Reverse(points))
            {
                while (hull.Count >= start + 2 && Turn(hull[^2], hull[^1], point) <= 0) hull.RemoveAt(hull.Count - 1);
                hull.Add(point);
            }
            if (hull.Count > 1) hull.RemoveAt(hull.Count - 1);
        }
        return hull;
    }

    static long Turn((int X, int Y) a, (int X, int Y) b, (int X, int Y) c) => (long)(b.X - a.X) * (c.Y - a.Y) - (long)(b.Y - a.Y) * (c.X - a.X);
}
