using System.Globalization;
using System.IO.Compression;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Stages.Filters.Decontamination;

/// <summary>Reads evaluations: one item an object or row.</summary>
static class EvalFile
{
    static readonly string[] s_formats = [".jsonl", ".ndjson", ".json", ".csv", ".parquet"];

    /// <summary>Whether the file's name tells a format that is read.</summary>
    public static bool IsKnown(string path) => s_formats.Contains(Format(path), StringComparer.Ordinal);

    /// <summary>The items of a source, file after file.</summary>
    /// <exception cref="ConfigException">A file cannot be read, or has not the named members or columns.</exception>
    public static IEnumerable<EvalItem> Read(EvalSource source)
    {
        var several = Directory.Exists(source.Path);
        foreach (var file in source.Files)
        {
            var name = source.Name is null || several ? Stem(file) : source.Name;
            if (several && source.Name is not null) name = $"{source.Name}/{name}";
            var ordinal = 0;
            foreach (var row in Guarded(Rows(file), file))
            {
                var where = string.Create(CultureInfo.InvariantCulture, $"{file}, item {ordinal}");
                var id = source.Id is { } member ? Text(row, [member], where) : ordinal.ToString(CultureInfo.InvariantCulture);
                var answer = Text(row, source.Answer, where);
                foreach (var query in Alternatives(row, source.Query, where)) yield return new(name, id, query, answer);
                ordinal++;
            }
        }
    }

    /// <summary>Reads the first item of a source, which tells whether it has the named members.</summary>
    /// <exception cref="ConfigException">It cannot be read, or has not the named members or columns.</exception>
    public static void Check(EvalSource source)
    {
        if (!Read(source).Any()) throw new ConfigException($"decontamination: expected items in {source.Path}, found none");
    }

    static IEnumerable<IEvalRow> Rows(string file)
    {
        if (Format(file) == ".parquet") return ParquetEvalRow.Read(file);
        return Format(file) == ".csv" ? CsvEvalRow.Read(Open(file), file) : JsonEvalRow.Read(Open(file), isArray: Format(file) == ".json");
    }

    static Stream Open(string file)
    {
        Stream stream = File.OpenRead(file);
        if (file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) return new GZipStream(stream, CompressionMode.Decompress);
        return file.EndsWith(".zst", StringComparison.OrdinalIgnoreCase) ? new ZstdSharp.DecompressionStream(stream, leaveOpen: false) : stream;
    }

    static string Text(IEvalRow row, IReadOnlyCollection<string> names, string where) => string.Join(' ', names.SelectMany(n => Find(row, n, where)).Where(t => t.Length > 0));

    /// <summary>Questions of an item: a list holds alternatives, each with what the other members hold.</summary>
    static IEnumerable<string> Alternatives(IEvalRow row, IReadOnlyCollection<string> names, string where)
    {
        var values = names.Select(n => Find(row, n, where)).Where(v => v.Count > 0).ToArray();
        for (var i = 0; i < values.Select(v => v.Count).DefaultIfEmpty(1).Max(); i++) yield return string.Join(' ', values.Select(v => v[Math.Min(i, v.Count - 1)]));
    }

    static IReadOnlyList<string> Find(IEvalRow row, string name, string where) => row.Find(name)
        ?? throw new ConfigException($"decontamination: {where}: expected a member or column '{name}', found none; {Names.DidYouMean(name, row.Names)}");

    static IEnumerable<IEvalRow> Guarded(IEnumerable<IEvalRow> rows, string file)
    {
        using var all = rows.GetEnumerator();
        while (true)
        {
            try
            {
                if (!all.MoveNext()) yield break;
            }
            catch (Exception error) when (error is not (CurationException or OutOfMemoryException))
            {
                throw new ConfigException($"decontamination: {file} cannot be read: {error.Message}", error);
            }
            yield return all.Current;
        }
    }

    static string Format(string path)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        return extension is ".gz" or ".zst" ? Path.GetExtension(Path.GetFileNameWithoutExtension(path)).ToLowerInvariant() : extension;
    }

    static string Stem(string path)
    {
        var name = Path.GetFileName(path);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? name[..dot] : name;
    }
}

/// <summary>One item as its file has it.</summary>
interface IEvalRow
{
    /// <summary>Names of its members or columns.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>The texts of a member or column: one, or those of a list, or none where it is null; null if there is no such member.</summary>
    IReadOnlyList<string>? Find(string name);
}
