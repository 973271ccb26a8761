namespace Curation.Core.Contracts;

/// <summary>Options of a component: checked as a whole before the first byte is read.</summary>
public interface IOptions
{
    /// <summary>Reports every member whose value cannot be used.</summary>
    void Validate(OptionErrors errors);
}

/// <summary>No options.</summary>
public sealed record NoOptions : IOptions
{
    /// <inheritdoc/>
    public void Validate(OptionErrors errors) { }
}

/// <summary>Collects what is wrong with a run file, so that all of it is shown at once.</summary>
public sealed class OptionErrors
{
    readonly List<string> _messages = [];

    /// <summary>Where the options stand, such as <c>stages[3] gopher-quality</c>.</summary>
    public string Where { get; set; } = "";

    /// <summary>What was found wrong so far.</summary>
    public IReadOnlyList<string> Messages => _messages;

    /// <summary>Reports <paramref name="member"/> unless the condition holds.</summary>
    /// <param name="condition">What must hold.</param>
    /// <param name="member">The member's name (<c>nameof</c>).</param>
    /// <param name="value">The value found.</param>
    /// <param name="expected">What is expected, to follow the word "expected".</param>
    public void Require(bool condition, string member, object? value, string expected)
    {
        if (!condition) Add($"{char.ToLowerInvariant(member[0])}{member[1..]}: expected {expected}, found {value ?? "null"}");
    }

    /// <summary>Reports a message as it is.</summary>
    public void Add(string message) => _messages.Add(Where.Length == 0 ? message : $"{Where}: {message}");
}
