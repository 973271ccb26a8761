using Curation.Core.Contracts;

namespace Curation.Stages.Filters.Code;

/// <summary>
/// Options of <see cref="CodeQualityFilter"/>; defaults are StarCoder's (Li et al. 2023, section 3.2). A null or 0 switches a rule off.
/// </summary>
public sealed record CodeQualityOptions : IOptions
{
    /// <summary>Most UTF-16 units of a line.</summary>
    public int? MaxLineLength { get; init; } = 1000;

    /// <summary>Most UTF-16 units of a line on average.</summary>
    public double? MaxMeanLineLength { get; init; } = 100;

    /// <summary>Least share of letters among the characters that are not white space.</summary>
    public double MinAlphabetic { get; init; } = 0.25;

    /// <summary>Least share of letters and digits among all characters.</summary>
    public double MinAlphanumeric { get; init; } = 0.25;

    /// <summary>Least share of visible text in HTML.</summary>
    public double MinVisibleText { get; init; } = 0.2;

    /// <summary>Least characters of visible text in HTML.</summary>
    public int MinVisibleCharacters { get; init; } = 100;

    /// <summary>Fewest characters of JSON and YAML.</summary>
    public int MinDataCharacters { get; init; } = 50;

    /// <summary>Most characters of JSON and YAML.</summary>
    public int? MaxDataCharacters { get; init; } = 5000;

    /// <summary>Most characters of one run of encoded data: base 64, hexadecimal, escapes (StarCoder 2, Lozhkov et al. 2024).</summary>
    public int? MaxEncodedRun { get; init; } = 1024;

    /// <summary>Most share of encoded data.</summary>
    public double MaxEncodedShare { get; init; } = 0.5;

    /// <summary>Least share of comments in Python, Java and JavaScript; StarCoder tried .01 and left it out.</summary>
    public double MinComments { get; init; }

    /// <summary>Most share of comments in Python, Java and JavaScript; StarCoder tried .8 and left it out.</summary>
    public double MaxComments { get; init; } = 1;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(MaxLineLength is null or >= 1, nameof(MaxLineLength), MaxLineLength, "at least 1");
        errors.Require(MaxMeanLineLength is null or > 0, nameof(MaxMeanLineLength), MaxMeanLineLength, "more than 0");
        errors.Require(MaxDataCharacters is null or >= 1, nameof(MaxDataCharacters), MaxDataCharacters, "at least 1");
        errors.Require(MaxEncodedRun is null or >= 64, nameof(MaxEncodedRun), MaxEncodedRun, "at least 64");
        foreach (var (name, value) in new[] { (nameof(MinAlphabetic), MinAlphabetic), (nameof(MinAlphanumeric), MinAlphanumeric), (nameof(MinVisibleText), MinVisibleText), (nameof(MaxEncodedShare), MaxEncodedShare), (nameof(MinComments), MinComments), (nameof(MaxComments), MaxComments) })
            errors.Require(value is >= 0 and <= 1, name, value, "0 to 1");
    }
}
