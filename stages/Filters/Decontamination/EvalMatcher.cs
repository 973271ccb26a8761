namespace Curation.Stages.Filters.Decontamination;

/// <summary>Finds items in a text: seeds by hash, then the words around them compared one by one. One thread at a time uses one.</summary>
sealed class EvalMatcher(EvalIndex index, DecontaminationRule rule)
{
    readonly Dictionary<int, int> _until = [];
    readonly List<EvalMatch> _matches = [];

    /// <summary>The words of the text last looked at.</summary>
    public WordList Text { get; } = new();

    /// <summary>Items found in a text, by place; valid until the next call.</summary>
    public IReadOnlyList<EvalMatch> Find(ReadOnlySpan<char> text)
    {
        _matches.Clear();
        if (rule.Dialect == DecontaminationDialect.Dolma)
        {
            FindLines(text);
            return _matches;
        }
        _until.Clear();
        Text.Set(text, rule.NumbersEqual);
        Scan(Text.Hashes);
        return _matches;
    }

    void Scan(ReadOnlySpan<uint> words)
    {
        var seed = index.SeedLength;
        var hash = new RollingHash(seed);
        for (var i = 0; i < words.Length; i++)
        {
            hash.Add(words[i]);
            if (i >= seed) hash.Remove(words[i - seed]);
            if (i < seed - 1) continue;
            var value = hash.Value;
            if (!index.MayHave(value)) continue;
            foreach (var (tag, position) in index.Places(value))
                if (tag == (uint)value) Try(words, i - seed + 1, position);
        }
    }

    void Try(ReadOnlySpan<uint> text, int at, int position)
    {
        var ordinal = index.PassageAt(position);
        // What a look at this item has covered is not looked at again.
        if (_until.TryGetValue(ordinal, out var until) && at < until) return;
        var passage = index.Passages[ordinal];
        var words = index.Words(passage);
        var local = position - passage.Start;
        if (!words.Slice(local, index.SeedLength).SequenceEqual(text.Slice(at, index.SeedLength))) return;
        var before = text[..at].CommonSuffix(words[passage.FirstSeed..local]);
        var after = text[(at + index.SeedLength)..].CommonPrefixLength(words[(local + index.SeedLength)..]);
        var (first, length) = (local - before, before + index.SeedLength + after);
        _until[ordinal] = at - before + length - index.SeedLength + 1;
        if (length >= rule.Ngram && !IsTemplate(passage, first, length)) Add(ordinal, new(passage, at - before, at - before + length, length, Math.Min(1, (double)length / passage.Core), true));
        else if (rule.Fuzzy) TryMost(ordinal, text, words, at - before, first, length);
    }

    bool IsTemplate(EvalPassage passage, int first, int length)
    {
        if (index.Templates.Count == 0) return false;
        for (var at = first; at + rule.Ngram <= first + length; at++)
            if (!index.Templates.Contains(passage.Start + at)) return false;
        return true;
    }

    /// <summary>Goes on from a run in both directions over words that differ, are missing or are added.</summary>
    void TryMost(int ordinal, ReadOnlySpan<uint> text, ReadOnlySpan<uint> words, int at, int first, int length)
    {
        var passage = index.Passages[ordinal];
        var core = words[..passage.Core];
        if (first >= core.Length) return;
        length = Math.Min(length, core.Length - first);
        var left = Alignment.Backward(text[..at], core[..first]);
        var right = Alignment.Forward(text[(at + length)..], core[(first + length)..]);
        var matched = left.Matched + length + right.Matched;
        if (matched < rule.MinWords || matched < Math.Ceiling(rule.MinShare * core.Length)) return;
        Add(ordinal, new(passage, at - left.Text, at + length + right.Text, matched, (double)matched / core.Length, false));
    }

    void Add(int ordinal, EvalMatch match)
    {
        _until[ordinal] = match.LastWord;
        _matches.Add(match);
    }

    /// <summary>dolma's way: whole lines.</summary>
    void FindLines(ReadOnlySpan<char> text)
    {
        Text.Set(text, rule.NumbersEqual);
        var word = 0;
        while (word < Text.Count)
        {
            var lineEnd = text[Text.Start(word)..].IndexOf('\n');
            var end = lineEnd < 0 ? text.Length : Text.Start(word) + lineEnd;
            var next = word;
            while (next < Text.Count && Text.Start(next) < end) next++;
            var line = Text.Hashes[word..next];
            if (line.Length >= index.SeedLength && Find(line) is { } passage) _matches.Add(new(passage, word, next, line.Length, 1, true));
            word = next;
        }
    }

    EvalPassage? Find(ReadOnlySpan<uint> line)
    {
        var value = RollingHash.Of(line[..index.SeedLength]);
        if (!index.MayHave(value)) return null;
        foreach (var (tag, position) in index.Places(value))
        {
            var passage = index.Passages[index.PassageAt(position)];
            if (tag == (uint)value && position == passage.Start && index.Words(passage).SequenceEqual(line)) return passage;
        }
        return null;
    }
}
