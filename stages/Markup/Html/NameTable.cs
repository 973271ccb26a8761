using System.Runtime.CompilerServices;
using System.Text;

namespace Curation.Stages.Markup.Html;

/// <summary>Numbers of known names: open addressing over keys of a name's first bytes in lower case.</summary>
sealed class NameTable(int slots)
{
    readonly (ulong Key, byte[] Name, byte Value)[] _slots = new (ulong, byte[], byte)[slots];
    readonly int _shift = 64 - int.Log2(slots);

    /// <summary>Lower-case key of a name, made byte by byte: its first eight, the later ones mixed in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Extend(ulong key, int index, byte lower) =>
        index < 8 ? key | ((ulong)lower << (index * 8)) : (key * 0x9E3779B97F4A7C15) + lower;

    /// <summary>Adds a name of lower-case ASCII.</summary>
    public void Add(byte[] name, byte value)
    {
        var key = 0UL;
        for (var i = 0; i < name.Length; i++) key = Extend(key, i, name[i]);
        var at = Slot(key);
        while (_slots[at].Value != 0) at = (at + 1) & (_slots.Length - 1);
        _slots[at] = (key, name, value);
    }

    /// <summary>The number of a name in any case, 0 if it is unknown.</summary>
    public byte Find(ReadOnlySpan<byte> name, ulong key)
    {
        for (var at = Slot(key); _slots[at].Value != 0; at = (at + 1) & (_slots.Length - 1))
        {
            ref readonly var slot = ref _slots[at];
            if (slot.Key == key && slot.Name.Length == name.Length && (name.Length <= 8 || Ascii.EqualsIgnoreCase(name, slot.Name))) return slot.Value;
        }
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> _shift);
}
