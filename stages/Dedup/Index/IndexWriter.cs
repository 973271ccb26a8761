using Curation.Core.Contracts;
using Curation.Stages.Dedup.External;

namespace Curation.Stages.Dedup.Index;

/// <summary>Writes a partition of an index: of each key the first record.</summary>
sealed class IndexWriter(ICorpusTask task) : IDisposable
{
    readonly Stream _target = task.CreateArtifact(DedupIndexDescription.Artifact);
    readonly IndexRecord[] _buffer = new IndexRecord[4096];
    UInt128 _last;
    long _written;
    int _count;

    /// <summary>Adds a record, none before the last; a key that is there already is left out.</summary>
    public void Add(UInt128 key, UInt128 id)
    {
        if (_written > 0 && key == _last) return;
        _last = key;
        _written++;
        _buffer[_count++] = new(key, id);
        if (_count == _buffer.Length) Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        _target.Dispose();
        task.Count("index-keys", _written);
    }

    void Flush()
    {
        Records.Write<IndexRecord>(_target, _buffer.AsSpan(0, _count));
        _count = 0;
    }
}
