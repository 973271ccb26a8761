namespace Curation.Mixers.Tables;

/// <summary>Columns that name a run rather than hold data: those of RegMix (<c>index</c>), of Olmix (<c>run</c>, <c>name</c>, <c>index</c>, <c>run_id</c>) and of pandas (no name).</summary>
static class RunColumns
{
    static readonly string[] s_names = ["run_id", "run", "index", "name", "id", "mix", ""];

    public static bool Is(string column) => s_names.Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>The column that names a run, the most telling first; -1 if there is none.</summary>
    public static int Key(IReadOnlyList<string> columns, IReadOnlyList<string>? also = null)
    {
        foreach (var name in s_names)
        {
            if (Find(columns, name) is var i and >= 0 && (also is null || Find(also, name) >= 0)) return i;
        }
        return -1;
    }

    public static int Find(IReadOnlyList<string> columns, string name)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (string.Equals(columns[i], name, StringComparison.OrdinalIgnoreCase)) return i;
        }
        return -1;
    }

    public static int[] Data(IReadOnlyList<string> columns) => [.. Enumerable.Range(0, columns.Count).Where(i => !Is(columns[i]))];
}
