using System.Text;

namespace Curation.Tests.Encoders;

/// <summary>Writes a table of characters as SentencePiece lays it out: a trie in a double array, placed node by node where its children fit, and texts.</summary>
static class CharacterMapFile
{
    public static string Base64(IEnumerable<(string From, string To)> map)
    {
        var entries = map.Select(m => (Key: Encoding.UTF8.GetBytes(m.From), m.To)).ToArray();
        var texts = new MemoryStream();
        var values = new Dictionary<string, uint>();
        foreach (var to in entries.Select(e => e.To).Distinct())
        {
            values[to] = (uint)texts.Length;
            texts.Write(Encoding.UTF8.GetBytes(to + "\0"));
        }
        var (units, used) = (new uint[1 << 16], new bool[1 << 16]);
        used[0] = true;
        Place(0, 0, [.. entries.Select(e => (e.Key, values[e.To]))]);
        var size = Array.FindLastIndex(used, u => u) / 256 * 256 + 512;
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(4 * size);
        foreach (var unit in units.AsSpan(0, size)) writer.Write(unit);
        writer.Write(texts.ToArray());
        return Convert.ToBase64String(bytes.ToArray());

        // A unit: offset to the children in bits 10 to 31, whether a key ends here in bit 8, the byte that leads here in bits 0 to 7; a value has bit 31.
        void Place(int node, int depth, (byte[] Key, uint Value)[] keys)
        {
            var ends = keys.Where(k => k.Key.Length == depth).ToArray();
            var children = keys.Where(k => k.Key.Length > depth).GroupBy(k => k.Key[depth]).ToArray();
            int[] slots = [.. children.Select(c => (int)c.Key), .. ends.Take(1).Select(_ => 0)];
            var offset = Enumerable.Range(1, 1 << 15).First(o => slots.All(s => !used[node ^ o ^ s]));
            units[node] |= (uint)offset << 10 | (ends.Length > 0 ? 0x100u : 0);
            foreach (var slot in slots) used[node ^ offset ^ slot] = true;
            if (ends is [var end, ..]) units[node ^ offset] = end.Value | 0x80000000;
            foreach (var child in children)
            {
                units[node ^ offset ^ child.Key] = child.Key;
                Place(node ^ offset ^ child.Key, depth + 1, [.. child]);
            }
        }
    }
}
