namespace Curation.Core.Statistics;

/// <summary>Estimates the tokens of texts for the funnel; a text that several stages pass on unchanged is measured once.</summary>
sealed class TextMeasure
{
    readonly TokenEstimate _estimate = new();
    string _last = "";
    int _tokens;

    public int Tokens(string text)
    {
        if (ReferenceEquals(text, _last)) return _tokens;
        _last = text;
        return _tokens = _estimate.Count(text);
    }
}
