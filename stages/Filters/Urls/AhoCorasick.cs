namespace Curation.Stages.Filters.Urls;

/// <summary>
/// Finds whether any of many strings of <c>[a-z0-9]</c> is in a text, in one pass over it, as a complete automaton
/// (Aho and Corasick, 1975). Other characters of the text are skipped as if they were not there.
/// </summary>
sealed class AhoCorasick
{
    const int Symbols = 36;

    readonly int[] _next;
    readonly bool[] _accepts;

    public AhoCorasick(IReadOnlyList<string> patterns)
    {
        var size = 1 + patterns.Sum(p => p.Length);
        _next = new int[size * Symbols];
        _accepts = new bool[size];
        var states = 1;
        foreach (var pattern in patterns)
        {
            var state = 0;
            foreach (var c in pattern)
            {
                ref var next = ref _next[state * Symbols + Symbol(c)];
                if (next == 0) next = states++;
                state = next;
            }
            _accepts[state] = true;
        }
        Array.Resize(ref _next, states * Symbols);
        Array.Resize(ref _accepts, states);
        Complete(states);
    }

    /// <summary>Whether a pattern is in the text's ASCII letters and digits.</summary>
    public bool IsIn(ReadOnlySpan<char> lower)
    {
        var state = 0;
        foreach (var c in lower)
        {
            var symbol = Symbol(c);
            if (symbol < 0) continue;
            state = _next[state * Symbols + symbol];
            if (_accepts[state]) return true;
        }
        return false;
    }

    /// <summary>Adds the failure transitions, breadth first.</summary>
    void Complete(int states)
    {
        var failure = new int[states];
        var queue = new Queue<int>();
        for (var s = 0; s < Symbols; s++)
            if (_next[s] != 0) queue.Enqueue(_next[s]);
        while (queue.TryDequeue(out var state))
        {
            var fallback = failure[state];
            _accepts[state] |= _accepts[fallback];
            for (var s = 0; s < Symbols; s++)
            {
                ref var next = ref _next[state * Symbols + s];
                var other = _next[fallback * Symbols + s];
                if (next == 0)
                {
                    next = other;
                    continue;
                }
                failure[next] = other;
                queue.Enqueue(next);
            }
        }
    }

    static int Symbol(char c) => c switch
    {
        >= 'a' and <= 'z' => c - 'a',
        >= '0' and <= '9' => c - '0' + 26,
        _ => -1,
    };
}
