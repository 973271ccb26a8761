using System.Buffers.Binary;
using System.Text;

namespace Curation.Ocr.Onnx;

/// <summary>Reads protocol-buffer messages field by field: as much of the format as ONNX files use.</summary>
/// <param name="message">The bytes of one message.</param>
ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    const int VarintWire = 0, EightBytesWire = 1, LengthWire = 2, FourBytesWire = 5;

    ReadOnlySpan<byte> _rest = message;
    int _wire;

    /// <summary>Number of the field under the cursor.</summary>
    public int Field { get; private set; }

    /// <summary>Whether the field is a block of bytes: a string, a message or packed numbers.</summary>
    public readonly bool IsBlock => _wire == LengthWire;

    /// <summary>Moves to the next field; its value must then be read or skipped.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty) return false;
        var key = Varint();
        (Field, _wire) = ((int)(key >> 3), (int)(key & 7));
        return true;
    }

    /// <summary>The field's number.</summary>
    public long Number() => _wire == VarintWire ? (long)Varint() : throw Damaged("a number", _wire);

    /// <summary>The field's 32-bit float.</summary>
    public float Single() => _wire == FourBytesWire ? BinaryPrimitives.ReadSingleLittleEndian(Take(4)) : throw Damaged("a float", _wire);

    /// <summary>The field's block of bytes.</summary>
    public ReadOnlySpan<byte> Block()
    {
        if (_wire != LengthWire) throw Damaged("a block", _wire);
        var length = Varint();
        return length <= (ulong)_rest.Length ? Take((int)length) : throw new InvalidDataException($"a block of {length} bytes where {_rest.Length} are left");
    }

    /// <summary>The field's block as text.</summary>
    public string Text() => Encoding.UTF8.GetString(Block());

    /// <summary>Adds the field's numbers, one or packed.</summary>
    public void Numbers(List<long> numbers)
    {
        if (!IsBlock)
        {
            numbers.Add(Number());
            return;
        }
        var packed = new ProtobufReader(Block());
        while (!packed._rest.IsEmpty) numbers.Add((long)packed.Varint());
    }

    /// <summary>Adds the field's 32-bit floats, one or packed.</summary>
    public void Singles(List<float> numbers)
    {
        if (!IsBlock)
        {
            numbers.Add(Single());
            return;
        }
        var packed = new ProtobufReader(Block());
        while (!packed._rest.IsEmpty) numbers.Add(BinaryPrimitives.ReadSingleLittleEndian(packed.Take(4)));
    }

    /// <summary>Passes the field's value by.</summary>
    public void Skip()
    {
        switch (_wire)
        {
            case VarintWire: Varint(); break;
            case EightBytesWire: Take(8); break;
            case LengthWire: Block(); break;
            case FourBytesWire: Take(4); break;
            default: throw Damaged("a known wire type", _wire);
        }
    }

    ulong Varint()
    {
        ulong value = 0;
        for (var i = 0; i < 10; i++)
        {
            if (i >= _rest.Length) throw new InvalidDataException("a number that is cut off");
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] >= 0x80) continue;
            _rest = _rest[(i + 1)..];
            return value;
        }
        throw new InvalidDataException("a number of more than ten bytes");
    }

    ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length) throw new InvalidDataException($"{count} bytes where {_rest.Length} are left");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    static InvalidDataException Damaged(string expected, int wire) => new($"wire type {wire} where {expected} is expected");
}
