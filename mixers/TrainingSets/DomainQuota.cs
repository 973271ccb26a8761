using Curation.Core.Errors;

namespace Curation.Mixers.TrainingSets;

/// <summary>How often the documents of a domain are taken: copies by weight, so that the sum is the domain's share of the tokens.</summary>
sealed class DomainQuota
{
    readonly Dictionary<double, double> _copies = [];

    /// <param name="name">The domain.</param>
    /// <param name="wanted">Tokens wanted, in the shards' count.</param>
    /// <param name="tokensByWeight">Tokens that there are, by the weight of their documents.</param>
    /// <param name="maxEpochs">Most copies of a document.</param>
    /// <exception cref="ConfigException">There is too little of it.</exception>
    public DomainQuota(string name, double wanted, IReadOnlyDictionary<double, long> tokensByWeight, double maxEpochs)
    {
        (Name, Wanted) = (name, wanted);
        Available = tokensByWeight.Values.Sum();
        var most = maxEpochs * tokensByWeight.Sum(t => t.Key > 0 ? t.Value : 0L);
        if (wanted > most * (1 + 1e-9))
            throw new ConfigException(FormattableString.Invariant($"domain '{name}': {wanted:n0} tokens are wanted and {Available:n0} are there: {(Available == 0 ? double.PositiveInfinity : wanted / Available):0.0} epochs, {(most < maxEpochs * Available ? "weights of 0 counted out, " : "")}more than {maxEpochs}; lower --tokens to {Math.Floor(most / wanted * 1000) / 10:0.0} % of it, or raise --max-epochs"));
        // Copies grow with the scale until the cap, and so does their sum: bisection finds the scale.
        var (low, high) = (0.0, 1.0);
        while (Sum(high) < wanted * (1 - 1e-12) && high < 1e12) high *= 2;
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (Sum(middle) < wanted) low = middle;
            else high = middle;
        }
        foreach (var (weight, _) in tokensByWeight)
        {
            var copies = Math.Min(maxEpochs, high * weight);
            // Whole numbers stay whole.
            _copies[weight] = Math.Abs(copies - Math.Round(copies)) < 1e-9 ? Math.Round(copies) : copies;
        }
        Rest = wanted - tokensByWeight.Sum(t => Math.Floor(_copies[t.Key]) * t.Value);

        double Sum(double scale) => tokensByWeight.Sum(t => Math.Min(maxEpochs, scale * t.Key) * t.Value);
    }

    /// <summary>The domain.</summary>
    public string Name { get; }

    /// <summary>Tokens wanted.</summary>
    public double Wanted { get; }

    /// <summary>Tokens that there are.</summary>
    public long Available { get; }

    /// <summary>Tokens that single documents, drawn once more than the others, make up.</summary>
    public double Rest { get; }

    /// <summary>Copies of a document of a weight, on average.</summary>
    public double Copies(double weight) => _copies[weight];

    /// <summary>Place of a document in the queue for one more copy: the chance of standing before 1 is the broken part of its copies (sequential Poisson sampling, Ohlsson 1998). From 0 to below 1; 1 for none.</summary>
    /// <param name="weight">Its weight.</param>
    /// <param name="draw">A number from 0 to 1, by seed and id.</param>
    public double Place(double weight, double draw)
    {
        var part = _copies[weight] - Math.Floor(_copies[weight]);
        if (part <= 0) return 1;
        var place = draw / part;
        return place / (1 + place);
    }
}
