namespace Curation.Stages.Filters.Decontamination;

/// <summary>The words of a text as hashes, with their places. Its memory is used again and again.</summary>
sealed class WordList
{
    const int MostKept = 1 << 20;
    const uint Offset = 2166136261;
    const uint Prime = 16777619;

    uint[] _hashes = new uint[1024];
    int[] _starts = new int[1024], _ends = new int[1024];

    public int Count { get; private set; }

    public ReadOnlySpan<uint> Hashes => _hashes.AsSpan(0, Count);

    /// <summary>Offset of a word's first character.</summary>
    public int Start(int word) => _starts[word];

    /// <summary>Offset behind a word's last character.</summary>
    public int End(int word) => _ends[word];

    /// <summary>Takes the words of a text in place of those before.</summary>
    /// <param name="text">The text.</param>
    /// <param name="numbersEqual">Whether all numbers count as one word.</param>
    public void Set(ReadOnlySpan<char> text, bool numbersEqual)
    {
        Count = 0;
        if (_hashes.Length > MostKept) (_hashes, _starts, _ends) = (new uint[1024], new int[1024], new int[1024]);
        Add(text, numbersEqual);
    }

    /// <summary>Adds the words of a text.</summary>
    public void Add(ReadOnlySpan<char> text, bool numbersEqual)
    {
        for (var i = 0; i < text.Length;)
        {
            var fold = WordFold.Of(text[i]);
            if (fold is WordFold.Break or WordFold.Nothing)
            {
                i++;
                continue;
            }
            var start = i;
            var hash = Offset;
            if ((fold & WordFold.Alone) != 0)
            {
                Add(Step(hash, fold & 0xFFFF), start, ++i);
                continue;
            }
            var digits = WordFold.Digit;
            var end = i;
            for (; i < text.Length && (fold = WordFold.Of(text[i])) != WordFold.Break && (fold & WordFold.Alone) == 0; i++)
            {
                if (fold == WordFold.Nothing) continue;
                hash = Step(hash, fold & 0xFFFF);
                digits &= fold;
                end = i + 1;
            }
            Add(numbersEqual && digits != 0 ? Step(Offset, '0') : hash, start, end);
        }
    }

    static uint Step(uint hash, uint value) => unchecked((hash ^ value) * Prime);

    void Add(uint hash, int start, int end)
    {
        if (Count == _hashes.Length)
        {
            Array.Resize(ref _hashes, Count * 2);
            Array.Resize(ref _starts, Count * 2);
            Array.Resize(ref _ends, Count * 2);
        }
        // The multiplication leaves the low bits poor.
        hash ^= hash >> 15;
        (_hashes[Count], _starts[Count], _ends[Count]) = (unchecked(hash * 0x85EBCA6B), start, end);
        Count++;
    }
}
