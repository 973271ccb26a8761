using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Runs;

namespace Curation.Core.Runtime;

/// <summary>A file that was listed and is not there when it is read: an error, or one failed item, as the input says.</summary>
static class MissingFile
{
    public static IEnumerable<ReadItem> Watch(IEnumerable<ReadItem> items, InputFile file, InputConfig input)
    {
        using var each = items.GetEnumerator();
        while (Next(each, file, input) is { } item)
        {
            yield return item;
            if (item is ReadItem.Failed { Reason: var reason } && reason == FailureReasons.Missing) yield break;
        }
    }

    static ReadItem? Next(IEnumerator<ReadItem> each, InputFile file, InputConfig input)
    {
        try { return each.MoveNext() ? each.Current : null; }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            if (input.OnMissing == OnMissing.Skip) return new ReadItem.Failed(FailureReasons.Missing, new(file.Name, 0, -1), $"{file.Path} does not exist");
            throw new InputException($"{file.Path} is listed by input '{input.Name}' and does not exist; restore it, or set the input's onMissing to skip", error);
        }
    }
}
