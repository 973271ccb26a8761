using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Mixers.Regression;

/// <summary>The regressions by name, from the simplest to the richest.</summary>
public static class Regressors
{
    /// <summary>Chooses by cross-validation.</summary>
    public const string Auto = "auto";

    /// <summary>All, simplest first; of the two with trees the one with fewer leaves.</summary>
    public static IReadOnlyList<IMixRegressor> All { get; } =
    [
        new ConstantRegressor(), new LinearRegressor(), new RidgeRegressor(logs: false), new ExponentialRegressor(logs: false),
        new ExponentialRegressor(logs: true), new RidgeRegressor(logs: true), new ConvexBoostedRegressor(), new BoostedRegressor(),
    ];

    /// <summary>The regression of a name.</summary>
    /// <exception cref="ConfigException">There is none of that name.</exception>
    public static IMixRegressor Find(string name) => All.FirstOrDefault(r => r.Name == name)
        ?? throw new ConfigException($"unknown regression '{name}'; {Names.DidYouMean(name, All.Select(r => r.Name).Append(Auto))}");

    /// <summary>Fewest mixes that a regression of so many domains is fitted on: one more than the coefficients of a linear one.</summary>
    public static int FewestMixes(int domains) => domains + 2;
}
