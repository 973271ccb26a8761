using Curation.Core.Contracts;
using Curation.Core.Runs;

namespace Curation.Core.Runtime;

/// <summary>Says where a part ends: after a number of items or of their bytes, whichever comes first; a matter of the input alone.</summary>
sealed class PartMeter(TaskConfig limits)
{
    long _items, _bytes;

    /// <summary>Counts an item; true if the part ends behind it.</summary>
    public bool Add(ReadItem item)
    {
        _items++;
        _bytes += item switch
        {
            ReadItem.Found found => found.Document.Provenance.Length > 0 ? found.Document.Provenance.Length : found.Document.Text.Length,
            ReadItem.Failed failed => Math.Max(0, failed.Provenance.Length),
            ReadItem.Skipped skipped => Math.Max(0, skipped.Provenance.Length),
            _ => 0,
        };
        return _items >= limits.PartRecords || _bytes >= limits.PartBytes;
    }
}
