namespace Curation.Tests.Filters.Parity;

/// <summary>What a filter and its original decided of documents, one after the other.</summary>
sealed class Agreement
{
    readonly List<(string Id, string Language, string Expected, string Found)> _results = [];

    public void Add(ParityDocument document, string expected, string found) =>
        _results.Add((document.Document.Id, document.Language, expected, found));

    /// <summary>Fails with the first differing documents unless at least <paramref name="share"/> agree.</summary>
    public void Require(double share)
    {
        Assert.NotEmpty(_results);
        Require(_results, share);
    }

    /// <summary>The same for each language, with a line each as a diagnostic message; English must reach <paramref name="share"/>.</summary>
    public void RequirePerLanguage(double share)
    {
        foreach (var language in _results.GroupBy(r => r.Language).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var equal = language.Count(r => r.Expected == r.Found);
            TestContext.Current.SendDiagnosticMessage($"{language.Key} {equal}/{language.Count()} {(double)equal / language.Count():P2}");
            if (language.Key is "en" or "synthetic") Require([.. language], share);
        }
        Require(_results, share);
    }

    static void Require(List<(string Id, string Language, string Expected, string Found)> results, double share)
    {
        var wrong = results.Where(r => r.Expected != r.Found).ToArray();
        var agreement = 1 - ((double)wrong.Length / results.Count);
        TestContext.Current.SendDiagnosticMessage($"{agreement:P3} of {results.Count} agree; not {string.Join("; ", wrong.Take(40))}");
        Assert.True(agreement >= share, $"{agreement:P3} of {results.Count} agree; first: {string.Join("; ", wrong.Take(12))}; kinds: "
            + string.Join(", ", wrong.GroupBy(w => $"{w.Expected}->{w.Found}").Select(g => $"{g.Key} {g.Count()}")));
    }
}
