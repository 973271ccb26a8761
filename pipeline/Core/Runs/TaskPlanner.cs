using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Core.Runs;

/// <summary>Cuts an input into tasks, in ordinal order of names, independent of workers: small files are packed, large ones split.</summary>
public static class TaskPlanner
{
    /// <summary>The tasks that read one input.</summary>
    /// <param name="files">The input's files in order.</param>
    /// <param name="reader">Knows which files can be split.</param>
    /// <param name="bytes">Stored bytes that a task aims at.</param>
    public static IReadOnlyList<ImmutableArray<Slice>> Cut(ImmutableArray<InputFile> files, IReader reader, long bytes)
    {
        var tasks = new List<ImmutableArray<Slice>>();
        var packed = ImmutableArray.CreateBuilder<Slice>();
        long size = 0;
        for (var i = 0; i < files.Length; i++)
        {
            var file = files[i];
            if (file.Size > bytes + bytes / 2 && reader.CanSplit(file.Name))
            {
                Close();
                var parts = (file.Size + bytes - 1) / bytes;
                for (long part = 0; part < parts; part++)
                    tasks.Add([new(i, file.Size * part / parts, part == parts - 1 ? long.MaxValue : file.Size * (part + 1) / parts)]);
                continue;
            }
            if (size > 0 && size + file.Size > bytes) Close();
            packed.Add(new(i, 0, long.MaxValue));
            size += file.Size;
        }
        Close();
        return tasks;

        void Close()
        {
            if (packed.Count > 0) tasks.Add(packed.ToImmutable());
            packed.Clear();
            size = 0;
        }
    }
}
