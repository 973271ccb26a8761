using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Core.Statistics;

/// <summary>Token counters by name.</summary>
public static class TokenCounters
{
    /// <summary>The counter of a name.</summary>
    /// <exception cref="ConfigException">There is none of that name.</exception>
    public static ITokenCounter Create(string name) => name == "estimate"
        ? new TokenEstimate()
        : throw new ConfigException($"output.tokens: unknown token counter '{name}'; {Names.DidYouMean(name, ["estimate"])}");
}
