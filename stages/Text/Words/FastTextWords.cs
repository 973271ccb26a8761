using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Curation.Stages.Text.Python;

namespace Curation.Stages.Text.Words;

/// <summary>Words as fastText splits them, at ASCII blanks and NUL, that begin with a letter or a digit: what DCLM counts.</summary>
static class FastTextWords
{
    public static int Count(ReadOnlySpan<char> text)
    {
        var words = 0;
        var inside = 0u;
        var units = MemoryMarshal.Cast<char, ushort>(text);
        var i = 0;
        for (; i + Vector256<ushort>.Count <= units.Length; i += Vector256<ushort>.Count)
        {
            var v = Vector256.Create(units[i..]);
            var blank = Vector256.Equals(v, Vector256.Create((ushort)' ')) | Vector256.Equals(v, Vector256<ushort>.Zero)
                | Vector256.LessThan(v - Vector256.Create((ushort)'\t'), Vector256.Create((ushort)5));
            var start = Vector256.LessThan((v | Vector256.Create((ushort)0x20)) - Vector256.Create((ushort)'a'), Vector256.Create((ushort)26))
                | Vector256.LessThan(v - Vector256.Create((ushort)'0'), Vector256.Create((ushort)10));
            var word = ~blank.ExtractMostSignificantBits() & 0xFFFF;
            var first = word & ~((word << 1) | inside);
            words += BitOperations.PopCount(first & start.ExtractMostSignificantBits());
            // Words that begin beyond ASCII are looked at by themselves.
            for (var others = first & Vector256.GreaterThan(v, Vector256.Create((ushort)0x7F)).ExtractMostSignificantBits(); others != 0; others &= others - 1)
                if (PythonText.IsAlphanumeric(text[(i + BitOperations.TrailingZeroCount(others))..])) words++;
            inside = word >> 15;
        }
        return words + CountScalar(text[i..], inside == 1);
    }

    /// <summary>The same, character by character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="inside">Whether a word reaches into the text from before it.</param>
    public static int CountScalar(ReadOnlySpan<char> text, bool inside = false)
    {
        var words = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var word = !IsBlank(text[i]);
            if (word && !inside && PythonText.IsAlphanumeric(text[i..])) words++;
            inside = word;
        }
        return words;
    }

    static bool IsBlank(char c) => c <= ' ' && c is ' ' or (>= '\t' and <= '\r') or '\0';
}
