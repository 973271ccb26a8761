using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace Curation.Stages.Readers.Json;

/// <summary>
/// The members of one JSON object in well-formed UTF-8, each as its place. As strict as <see cref="Utf8JsonReader"/> with its defaults,
/// which <see cref="JsonErrors"/> asks for what is wrong; faster, because of a line's many members few are asked for.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> json)
{
    /// <summary>Levels that <see cref="Utf8JsonReader"/> goes into.</summary>
    const int MaxDepth = 64;

    readonly ReadOnlySpan<byte> _json = json;
    int _at;
    bool _isBehindMember;

    /// <summary>Whether the object ended and only blanks follow; anything else behind the last member is an error.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Goes into the object; false if the text begins with anything else.</summary>
    public bool Open() => Next() == '{' && End();

    /// <summary>Goes to the next member; false behind the last and at an error, see <see cref="IsWhole"/>.</summary>
    public bool Read(out JsonValue name, out JsonValue value)
    {
        (name, value) = (default, default);
        var c = Next();
        if (c == '}')
        {
            IsWhole = End() && Next() < 0;
            return false;
        }
        if (_isBehindMember)
        {
            if (c != ',') return false;
            _at++;
            c = Next();
        }
        _isBehindMember = true;
        if (c != '"' || !String(out name) || Next() != ':') return false;
        _at++;
        return Value(1, out value);
    }

    /// <summary>The next byte that is no blank, -1 at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Next() => _at < _json.Length && _json[_at] > ' ' ? _json[_at] : BehindBlanks();

    int BehindBlanks()
    {
        while (_at < _json.Length && _json[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') _at++;
        return Peek();
    }

    bool Value(int depth, out JsonValue value)
    {
        value = default;
        var c = Next();
        if (c == '"') return String(out value);
        var start = _at;
        var kind = c switch
        {
            '{' when Object(depth + 1) => JsonValueKind.Object,
            '[' when Array(depth + 1) => JsonValueKind.Array,
            't' when Word("true"u8) => JsonValueKind.True,
            'f' when Word("false"u8) => JsonValueKind.False,
            'n' when Word("null"u8) => JsonValueKind.Null,
            '-' or (>= '0' and <= '9') when Number() => JsonValueKind.Number,
            _ => JsonValueKind.Undefined,
        };
        value = new(kind, start, _at - start);
        return kind != JsonValueKind.Undefined;
    }

    bool Object(int depth)
    {
        _at++;
        if (depth > MaxDepth) return false;
        if (Next() == '}') return End();
        for (; ; _at++)
        {
            if (Next() != '"' || !String(out _) || Next() != ':') return false;
            _at++;
            if (!Value(depth, out _)) return false;
            var c = Next();
            if (c == '}') return End();
            if (c != ',') return false;
        }
    }

    bool Array(int depth)
    {
        _at++;
        if (depth > MaxDepth) return false;
        if (Next() == ']') return End();
        for (; ; _at++)
        {
            if (!Value(depth, out _)) return false;
            var c = Next();
            if (c == ']') return End();
            if (c != ',') return false;
        }
    }

    bool End() => ++_at > 0;

    bool Word(ReadOnlySpan<byte> word)
    {
        if (!_json[_at..].StartsWith(word)) return false;
        _at += word.Length;
        return true;
    }

    bool Number()
    {
        if (Peek() == '-') _at++;
        if (Peek() == '0') _at++;
        else if (!Digits()) return false;
        if (Peek() == '.')
        {
            _at++;
            if (!Digits()) return false;
        }
        if ((Peek() | 0x20) != 'e') return true;
        _at++;
        if (Peek() is '+' or '-') _at++;
        return Digits();
    }

    readonly int Peek() => _at < _json.Length ? _json[_at] : -1;

    bool Digits()
    {
        var start = _at;
        if (_json.Length - _at >= Vector128<byte>.Count)
        {
            var block = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(_json), (nuint)_at) - Vector128.Create((byte)'0');
            _at += BitOperations.TrailingZeroCount(Vector128.GreaterThan(block, Vector128.Create((byte)9)).ExtractMostSignificantBits() | 1u << Vector128<byte>.Count);
            if (_at < start + Vector128<byte>.Count) return _at > start;
        }
        while (_at < _json.Length && char.IsAsciiDigit((char)_json[_at])) _at++;
        return _at > start;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool String(out JsonValue value)
    {
        var start = _at + 1;
        _at = Special(start);
        value = new(JsonValueKind.String, start, _at - start);
        return Peek() == '"' ? End() : Escaped(start, out value);
    }

    bool Escaped(int start, out JsonValue value)
    {
        value = default;
        while (Peek() == '\\')
        {
            if (!Escape()) return false;
            _at = Special(_at);
        }
        value = new(JsonValueKind.String, start, _at - start, true);
        return Peek() == '"' && End();
    }

    bool Escape()
    {
        _at++;
        var c = Peek();
        _at++;
        if (c != 'u') return c is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't';
        for (var digit = 0; digit < 4; digit++, _at++)
            if (!char.IsAsciiHexDigit((char)Math.Max(0, Peek()))) return false;
        return true;
    }

    /// <summary>Offset of the next quote, backslash or control character; the text's length if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly int Special(int at)
    {
        ref var first = ref MemoryMarshal.GetReference(_json);
        for (; at <= _json.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
        {
            var block = Vector256.LoadUnsafe(ref first, (nuint)at);
            var found = Vector256.Equals(block, Vector256.Create((byte)'"')) | Vector256.Equals(block, Vector256.Create((byte)'\\')) | Vector256.Equals(Vector256.Min(block, Vector256.Create((byte)0x1F)), block);
            var bits = found.ExtractMostSignificantBits();
            if (bits != 0) return at + BitOperations.TrailingZeroCount(bits);
        }
        return SpecialNearEnd(at);
    }

    readonly int SpecialNearEnd(int at)
    {
        while (at < _json.Length && _json[at] is not ((byte)'"' or (byte)'\\' or < (byte)' ')) at++;
        return at;
    }
}
