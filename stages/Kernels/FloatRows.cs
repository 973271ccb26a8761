using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Curation.Stages.Kernels;

/// <summary>Sums and products of rows of floats.</summary>
static class FloatRows
{
    /// <summary>Columns that are summed at once: eight registers.</summary>
    const int Block = 8 * 8;

    /// <summary>
    /// Adds some rows to another. Each column is summed in the rows' order, so that the width of registers does not show in the result.
    /// </summary>
    /// <param name="matrix">Values, row after row.</param>
    /// <param name="rows">Ordinals of the rows, all in the matrix.</param>
    /// <param name="target">What they are added to; its length is the number of columns.</param>
    public static void Add(float[] matrix, ReadOnlySpan<int> rows, Span<float> target)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(matrix);
        var columns = (nuint)target.Length;
        ref var result = ref MemoryMarshal.GetReference(target);
        nuint column = 0;
        for (; column + Block <= columns; column += Block) AddBlock(ref Unsafe.Add(ref values, column), rows, columns, ref Unsafe.Add(ref result, column));
        for (; column + 16 <= columns; column += 16)
        {
            var low = Vector256.LoadUnsafe(ref result, column);
            var high = Vector256.LoadUnsafe(ref result, column + 8);
            foreach (var row in rows)
            {
                ref var at = ref Unsafe.Add(ref values, (nuint)row * columns + column);
                low += Vector256.LoadUnsafe(ref at);
                high += Vector256.LoadUnsafe(ref at, 8);
            }
            low.StoreUnsafe(ref result, column);
            high.StoreUnsafe(ref result, column + 8);
        }
        for (; column + 4 <= columns; column += 4)
        {
            var sum = Vector128.LoadUnsafe(ref result, column);
            foreach (var row in rows) sum += Vector128.LoadUnsafe(ref values, (nuint)row * columns + column);
            sum.StoreUnsafe(ref result, column);
        }
        for (; column < columns; column++)
            foreach (var row in rows) target[(int)column] += Unsafe.Add(ref values, (nuint)row * columns + column);
    }

    static void AddBlock(ref float values, ReadOnlySpan<int> rows, nuint columns, ref float result)
    {
        var (a, b, c, d) = (Vector256.LoadUnsafe(ref result), Vector256.LoadUnsafe(ref result, 8), Vector256.LoadUnsafe(ref result, 16), Vector256.LoadUnsafe(ref result, 24));
        var (e, f, g, h) = (Vector256.LoadUnsafe(ref result, 32), Vector256.LoadUnsafe(ref result, 40), Vector256.LoadUnsafe(ref result, 48), Vector256.LoadUnsafe(ref result, 56));
        foreach (var row in rows)
        {
            ref var at = ref Unsafe.Add(ref values, (nuint)row * columns);
            a += Vector256.LoadUnsafe(ref at);
            b += Vector256.LoadUnsafe(ref at, 8);
            c += Vector256.LoadUnsafe(ref at, 16);
            d += Vector256.LoadUnsafe(ref at, 24);
            e += Vector256.LoadUnsafe(ref at, 32);
            f += Vector256.LoadUnsafe(ref at, 40);
            g += Vector256.LoadUnsafe(ref at, 48);
            h += Vector256.LoadUnsafe(ref at, 56);
        }
        a.StoreUnsafe(ref result);
        b.StoreUnsafe(ref result, 8);
        c.StoreUnsafe(ref result, 16);
        d.StoreUnsafe(ref result, 24);
        e.StoreUnsafe(ref result, 32);
        f.StoreUnsafe(ref result, 40);
        g.StoreUnsafe(ref result, 48);
        h.StoreUnsafe(ref result, 56);
    }

    /// <summary>What <see cref="Add"/> does, a number at a time.</summary>
    public static void AddScalar(float[] matrix, ReadOnlySpan<int> rows, Span<float> target)
    {
        foreach (var row in rows)
            for (var i = 0; i < target.Length; i++) target[i] += matrix[row * target.Length + i];
    }

    /// <summary>Multiplies a row by a factor.</summary>
    public static void Scale(Span<float> target, float factor)
    {
        for (var i = 0; i < target.Length; i++) target[i] *= factor;
    }

    /// <summary>The scalar product of two rows of one length, summed in eight lanes on every machine.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (b.Length < a.Length) throw new ArgumentException($"Rows of {a.Length} and {b.Length} numbers.", nameof(b));
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b);
        Vector256<float> sum = default;
        nuint i = 0;
        for (; i + 8 <= (nuint)a.Length; i += 8) sum += Vector256.LoadUnsafe(ref x, i) * Vector256.LoadUnsafe(ref y, i);
        var dot = Vector256.Sum(sum);
        for (; i < (nuint)a.Length; i++) dot += Unsafe.Add(ref x, i) * Unsafe.Add(ref y, i);
        return dot;
    }

    /// <summary>The scalar product of two rows of one length, summed from left to right as compilers of C do it unasked.</summary>
    public static float DotInOrder(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>Adds a row times a factor to another.</summary>
    public static void AddScaled(Span<float> target, ReadOnlySpan<float> row, float factor)
    {
        if (row.Length < target.Length) throw new ArgumentException($"Rows of {target.Length} and {row.Length} numbers.", nameof(row));
        ref var x = ref MemoryMarshal.GetReference(target);
        ref var y = ref MemoryMarshal.GetReference(row);
        nuint i = 0;
        for (; i + 8 <= (nuint)target.Length; i += 8) (Vector256.LoadUnsafe(ref x, i) + Vector256.LoadUnsafe(ref y, i) * factor).StoreUnsafe(ref x, i);
        for (; i < (nuint)target.Length; i++) Unsafe.Add(ref x, i) += Unsafe.Add(ref y, i) * factor;
    }

    /// <summary>Adds one row to several of a matrix.</summary>
    /// <param name="matrix">Values, row after row.</param>
    /// <param name="rows">Ordinals of the rows, all in the matrix.</param>
    /// <param name="added">What is added to each; its length is the number of columns.</param>
    public static void AddTo(float[] matrix, ReadOnlySpan<int> rows, ReadOnlySpan<float> added)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(matrix);
        ref var source = ref MemoryMarshal.GetReference(added);
        var columns = (nuint)added.Length;
        foreach (var row in rows)
        {
            ref var target = ref Unsafe.Add(ref values, (nuint)row * columns);
            nuint i = 0;
            for (; i + 8 <= columns; i += 8) (Vector256.LoadUnsafe(ref target, i) + Vector256.LoadUnsafe(ref source, i)).StoreUnsafe(ref target, i);
            for (; i < columns; i++) Unsafe.Add(ref target, i) += Unsafe.Add(ref source, i);
        }
    }
}
