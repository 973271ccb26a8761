using System.Text;

namespace Curation.Core.Shards.Spill;

/// <summary>One string for each name that comes again with every document: sources, languages, names of signals.</summary>
sealed class NameTable
{
    // A source may have a name of its own for each document; beyond this many each gets its own string.
    const int MaxNames = 1 << 12, MaxBytes = 256;
    readonly HashSet<string> _names = new(StringComparer.Ordinal);
    readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public NameTable() => _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name with these UTF-8 bytes.</summary>
    public string Of(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxBytes) return Encoding.UTF8.GetString(name);
        Span<char> text = stackalloc char[MaxBytes];
        text = text[..Encoding.UTF8.GetChars(name, text)];
        if (_lookup.TryGetValue(text, out var known)) return known;
        var added = new string(text);
        if (_names.Count < MaxNames) _names.Add(added);
        return added;
    }
}
