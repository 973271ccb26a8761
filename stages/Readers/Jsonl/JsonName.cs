using System.Text;
using System.Text.Json;

namespace Curation.Stages.Readers.Jsonl;

/// <summary>The name of a member, kept as UTF-8 because every record is asked for it; <c>a.b</c> is the member b of a where no member is so called.</summary>
internal sealed class JsonName
{
    readonly byte[] _name;
    readonly byte[] _outer = [];
    readonly JsonName? _inner;

    public JsonName(string name)
    {
        _name = Encoding.UTF8.GetBytes(name);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0) (_outer, _inner) = (_name[..Encoding.UTF8.GetByteCount(name.AsSpan(0, dot))], new(name[(dot + 1)..]));
    }

    /// <summary>The member of an object; null if it has none or the name is empty.</summary>
    public JsonElement? Find(JsonElement json)
    {
        if (_name.Length == 0) return null;
        if (json.TryGetProperty(_name, out var direct)) return direct;
        return _inner is not null && json.TryGetProperty(_outer, out var inner) && inner.ValueKind == JsonValueKind.Object ? _inner.Find(inner) : null;
    }
}
