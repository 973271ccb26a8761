namespace Curation.Stages.Extraction.Html;

/// <summary>The hashes of a text's words, in lower case: runs of letters.</summary>
ref struct WordHashes(ReadOnlySpan<char> text)
{
    ReadOnlySpan<char> _rest = text;

    /// <summary>The hash found last.</summary>
    public ulong Current { get; private set; }

    /// <summary>Itself, so that words can be walked through.</summary>
    public readonly WordHashes GetEnumerator() => this;

    /// <summary>Goes to the next word.</summary>
    public bool MoveNext()
    {
        var at = 0;
        while (at < _rest.Length && !char.IsLetter(_rest[at])) at++;
        if (at == _rest.Length) return false;
        var hash = 0UL;
        for (; at < _rest.Length && char.IsLetter(_rest[at]); at++) hash = BoilerplateWords.Extend(hash, _rest[at]);
        _rest = _rest[at..];
        Current = hash;
        return true;
    }
}
