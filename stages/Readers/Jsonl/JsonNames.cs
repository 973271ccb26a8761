using Curation.Stages.Readers.Json;

namespace Curation.Stages.Readers.Jsonl;

/// <summary>The members that are asked of every object, found in one pass over it.</summary>
internal sealed class JsonNames
{
    readonly List<JsonName> _names = [];
    readonly List<(JsonValue Name, JsonValue Value)> _members = [];
    ulong _lengths;

    /// <summary>Whether <see cref="Members"/> are kept.</summary>
    public bool KeepsMembers { get; init; }

    /// <summary>All members of the object in order.</summary>
    public IReadOnlyList<(JsonValue Name, JsonValue Value)> Members => _members;

    /// <summary>Adds a name.</summary>
    public JsonName Add(string name)
    {
        var added = new JsonName(name);
        _lengths |= Bit(added.Lengths.Direct) | Bit(added.Lengths.Outer);
        _names.Add(added);
        return added;
    }

    /// <summary>Shows an object's members to the names that may be theirs; false if the text is no object.</summary>
    public bool Read(ReadOnlySpan<byte> json)
    {
        foreach (var name in _names) name.Begin();
        _members.Clear();
        var scanner = new JsonScanner(json);
        if (!scanner.Open()) return false;
        while (scanner.Read(out var place, out var value))
        {
            if (KeepsMembers) _members.Add((place, value));
            var seen = JsonText.Name(json, place);
            // Most members are asked for by nobody, as their length tells.
            if ((_lengths & Bit(seen.Length)) == 0) continue;
            foreach (var name in _names) name.See(seen, value);
        }
        return scanner.IsWhole;
    }

    static ulong Bit(int length) => 1UL << Math.Min(63, length);
}
