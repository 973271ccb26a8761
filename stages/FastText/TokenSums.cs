using Curation.Stages.Kernels;

namespace Curation.Stages.FastText;

/// <summary>
/// Sums of the rows of short tokens that are not in a model's dictionary, by token: most of a text's unknown words stood in it, or in the text
/// before, already. What is found is what would be summed again to the bit, so that a line's score does not depend on the lines before it.
/// For one thread.
/// </summary>
/// <param name="dictionary">Knows the rows of a token.</param>
/// <param name="matrix">Has the rows.</param>
sealed class TokenSums(FastTextDictionary dictionary, FastTextMatrix matrix)
{
    /// <summary>Bytes of the longest token that is kept.</summary>
    public const int Longest = 24;

    const int Slots = 1 << 17;

    readonly byte[] _tokens = new byte[Slots * Longest], _lengths = new byte[Slots];
    readonly int[] _weights = new int[Slots];
    readonly float[] _sums = new float[Slots * matrix.Columns];
    readonly RowList _rows = new();

    /// <summary>Adds the rows of a token of 1 to <see cref="Longest"/> bytes to a sum.</summary>
    /// <param name="token">The token.</param>
    /// <param name="hash">Its FNV hash.</param>
    /// <param name="sum">What the rows are added to.</param>
    /// <returns>The number of rows.</returns>
    public int Add(ReadOnlySpan<byte> token, uint hash, Span<float> sum)
    {
        var slot = (int)(hash % Slots);
        var room = _tokens.AsSpan(slot * Longest, Longest);
        if (_lengths[slot] != token.Length || !room[..token.Length].SequenceEqual(token)) Fill(slot, token, room);
        if (_weights[slot] > 0) FloatRows.Add(_sums, [slot], sum);
        return _weights[slot];
    }

    void Fill(int slot, ReadOnlySpan<byte> token, Span<byte> room)
    {
        _rows.Clear();
        dictionary.AddSubwords(token, _rows);
        var sum = _sums.AsSpan(slot * matrix.Columns, matrix.Columns);
        sum.Clear();
        FloatRows.Add(matrix.Values, _rows.Rows, sum);
        token.CopyTo(room);
        (_lengths[slot], _weights[slot]) = ((byte)token.Length, _rows.Rows.Length);
    }
}
