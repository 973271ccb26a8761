using Curation.Core.Errors;

namespace Curation.Stages.Filters.Decontamination;

/// <summary>Makes the index of items by the rule's dialect.</summary>
static class EvalIndexBuilder
{
    /// <summary>Places of one seed beyond which it tells nothing.</summary>
    const int MostPlaces = 32;

    /// <param name="items">The items.</param>
    /// <param name="rule">The rule.</param>
    /// <exception cref="ConfigException">No item has words enough.</exception>
    public static EvalIndex Build(IEnumerable<EvalItem> items, DecontaminationRule rule)
    {
        var words = new List<uint>();
        var passages = new List<EvalPassage>();
        var list = new WordList();
        var count = 0;
        foreach (var item in items)
        {
            count++;
            if (rule.Dialect == DecontaminationDialect.Dolma) AddLines(item, rule, list, words, passages);
            else Add(item, rule, list, words, passages);
        }
        if (passages.Count == 0)
            throw new ConfigException($"decontamination: none of {count} items has {rule.FewestWords} words or more in the named members; check query and answer, or lower ngram");
        uint[] all = [.. words];
        return new(passages, all, rule.SeedLength, rule.Dialect == DecontaminationDialect.Default ? MostPlaces : int.MaxValue, rule.Dialect == DecontaminationDialect.Default ? Templates(passages, all, rule) : []);
    }

    static void Add(EvalItem item, DecontaminationRule rule, WordList list, List<uint> words, List<EvalPassage> passages)
    {
        list.Set(item.Query, rule.NumbersEqual);
        var query = list.Count;
        list.Add(item.Answer, rule.NumbersEqual);
        if (list.Count < rule.FewestWords) return;
        var core = query >= rule.FewestWords ? query : list.Count;
        var first = rule.AnswersOnly ? Math.Max(0, query - rule.Ngram + 1) : 0;
        passages.Add(new(item.Eval, item.Id, words.Count, list.Count, core, first));
        words.AddRange(list.Hashes);
    }

    static void AddLines(EvalItem item, DecontaminationRule rule, WordList list, List<uint> words, List<EvalPassage> passages)
    {
        foreach (var line in $"{item.Query}\n{item.Answer}".Split('\n'))
        {
            list.Set(line, rule.NumbersEqual);
            if (list.Count < rule.FewestWords) continue;
            passages.Add(new(item.Eval, item.Id, words.Count, list.Count, list.Count, 0));
            words.AddRange(list.Hashes);
        }
    }

    /// <summary>Places of runs of n words that stand in more items than tell one of them.</summary>
    static HashSet<int> Templates(List<EvalPassage> passages, uint[] words, DecontaminationRule rule)
    {
        var items = new Dictionary<ulong, (int Last, int Count)>();
        foreach (var (hash, passage, _) in Runs(passages, words, rule.Ngram))
        {
            var seen = items.GetValueOrDefault(hash, (Last: -1, Count: 0));
            if (seen.Last != passage) items[hash] = (passage, seen.Count + 1);
        }
        return [.. Runs(passages, words, rule.Ngram).Where(r => items[r.Hash].Count > rule.MaxItems).Select(r => r.Position)];
    }

    static IEnumerable<(ulong Hash, int Passage, int Position)> Runs(List<EvalPassage> passages, uint[] words, int length)
    {
        for (var i = 0; i < passages.Count; i++)
            for (var at = passages[i].Start; at + length <= passages[i].Start + passages[i].Length; at++) yield return (RollingHash.Of(words.AsSpan(at, length)), i, at);
    }
}
