using Curation.Core.Contracts;

namespace Curation.Stages.Rephrase.Llm;

/// <summary>What one start of the program may spend; answers that are stored cost nothing. When a limit is reached the run stops with exit code 75.</summary>
public sealed record BudgetOptions
{
    /// <summary>Most requests; 0 for no limit.</summary>
    public long Requests { get; init; }

    /// <summary>Most tokens sent and received together, as the servers count; 0 for no limit.</summary>
    public long Tokens { get; init; }

    /// <summary>Most money, in the currency of the prices; 0 for no limit.</summary>
    public double Money { get; init; }

    /// <summary>Price of a million tokens sent.</summary>
    public double InputPrice { get; init; }

    /// <summary>Price of a million tokens received.</summary>
    public double OutputPrice { get; init; }

    /// <summary>Tokens that all servers together write in a second, for the estimate of time by <c>curate check</c>; 0 if not known.</summary>
    public double TokensPerSecond { get; init; }

    internal void Validate(OptionErrors errors)
    {
        errors.Require(Requests >= 0, "budget.requests", Requests, "at least 0");
        errors.Require(Tokens >= 0, "budget.tokens", Tokens, "at least 0");
        errors.Require(TokensPerSecond >= 0, "budget.tokensPerSecond", TokensPerSecond, "at least 0");
        errors.Require(Money >= 0, "budget.money", Money, "at least 0");
        errors.Require(InputPrice >= 0 && OutputPrice >= 0, "budget.inputPrice", InputPrice, "prices of at least 0");
        errors.Require(Money == 0 || InputPrice + OutputPrice > 0, "budget.money", Money, "a price (inputPrice, outputPrice) beside it");
    }
}
