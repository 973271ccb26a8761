using System.Text;
using System.Text.Json;
using Curation.Stages.Readers.Json;

namespace Curation.Stages.Readers.Jsonl;

/// <summary>
/// A member that is asked of every object, kept as UTF-8; <c>a.b</c> is the member b of a where no member is so called. Of members with
/// one name the last counts.
/// </summary>
internal sealed class JsonName
{
    readonly byte[] _name;
    readonly byte[] _outer = [];
    readonly JsonName? _inner;
    JsonValue _direct;
    JsonValue _object;

    public JsonName(string name)
    {
        _name = Encoding.UTF8.GetBytes(name);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0) (_outer, _inner) = (_name[..Encoding.UTF8.GetByteCount(name.AsSpan(0, dot))], new(name[(dot + 1)..]));
    }

    /// <summary>Bytes of the names that are looked for.</summary>
    public (int Direct, int Outer) Lengths => (_name.Length, _outer.Length);

    /// <summary>Forgets the object before.</summary>
    public void Begin() => _direct = _object = default;

    /// <summary>Looks at a member.</summary>
    public void See(ReadOnlySpan<byte> name, JsonValue value)
    {
        if (_name.Length == name.Length && name.Length > 0 && name.SequenceEqual(_name)) _direct = value;
        else if (_inner is not null && name.SequenceEqual(_outer)) _object = value;
    }

    /// <summary>The member's value in the object that was seen, of kind Undefined if it has none.</summary>
    public JsonValue Find(ReadOnlySpan<byte> json)
    {
        if (_object.Kind != JsonValueKind.Object || _direct.Kind != JsonValueKind.Undefined) return _direct;
        var scanner = new JsonScanner(_object.In(json));
        scanner.Open();
        _inner!.Begin();
        while (scanner.Read(out var name, out var value)) _inner.See(JsonText.Name(_object.In(json), name), value);
        var found = _inner.Find(_object.In(json));
        return found with { Start = found.Start + _object.Start };
    }
}
