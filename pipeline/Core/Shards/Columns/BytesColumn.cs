using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Curation.Core.Shards.Columns;

/// <summary>Builds a column of texts or of bytes; a text is encoded where it will lie.</summary>
sealed class BytesColumn : IDisposable
{
    readonly NativeBuffer _bytes = new(), _offsets = new(), _validity = new();
    int _rows, _nulls;

    /// <summary>Bytes of all values so far.</summary>
    public int Length => _bytes.Length;

    /// <summary>Appends a text, or null.</summary>
    public void Append(string? text)
    {
        if (text is not null) _bytes.Advance(Encoding.UTF8.GetBytes(text, _bytes.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length))));
        EndRow(text is not null);
    }

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _bytes.Append(bytes);
        EndRow(true);
    }

    /// <summary>Appends null.</summary>
    public void AppendNull() => EndRow(false);

    /// <summary>The values as texts; the arrays are valid until the next change.</summary>
    public StringArray Texts() => new(_rows, Offsets(), _bytes.View(), Validity(), _nulls);

    /// <summary>The values as bytes; the arrays are valid until the next change.</summary>
    public BinaryArray Binary() => new(BinaryType.Default, _rows, Offsets(), _bytes.View(), Validity(), _nulls);

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _bytes.Clear();
        _offsets.Clear();
        _validity.Clear();
        (_rows, _nulls) = (0, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ((IDisposable)_bytes).Dispose();
        ((IDisposable)_offsets).Dispose();
        ((IDisposable)_validity).Dispose();
    }

    void EndRow(bool valid)
    {
        if (_rows == 0) _offsets.Append(0);
        _offsets.Append(_bytes.Length);
        if (_rows % 8 == 0) _validity.Append((byte)0);
        if (valid) _validity.GetSpan()[_rows / 8] |= (byte)(1 << (_rows % 8));
        else _nulls++;
        _rows++;
    }

    ArrowBuffer Offsets()
    {
        if (_rows == 0) _offsets.Append(0);
        return _offsets.View();
    }

    ArrowBuffer Validity() => _nulls == 0 ? ArrowBuffer.Empty : _validity.View();
}
