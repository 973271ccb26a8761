using System.Collections;

namespace Curation.Core.Documents;

/// <summary>A number that a stage measured.</summary>
/// <param name="Name">Column name: the stage's name and the measure, in snake case (<c>gopher_quality_words</c>).</param>
/// <param name="Value">The value; counts and flags (0 or 1) too.</param>
public readonly record struct Signal(string Name, double Value);

/// <summary>The numbers measured of a document, in the order they were measured. Immutable; a name stands once, the last value counts.</summary>
public sealed class Signals : IReadOnlyCollection<Signal>
{
    readonly Signal[] _items;

    Signals(Signal[] items) => _items = items;

    /// <summary>No signals.</summary>
    public static Signals Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <summary>The value of <paramref name="name"/>, or null if it was not measured.</summary>
    public double? this[string name]
    {
        get
        {
            foreach (ref readonly var item in _items.AsSpan())
                if (item.Name == name) return item.Value;
            return null;
        }
    }

    /// <summary>These signals with those of <paramref name="added"/>, which replace equal names.</summary>
    public Signals With(params ReadOnlySpan<Signal> added)
    {
        if (added.IsEmpty) return this;
        var items = new Signal[_items.Length + added.Length];
        _items.CopyTo(items, 0);
        var count = _items.Length;
        foreach (ref readonly var signal in added)
        {
            var at = 0;
            while (at < _items.Length && items[at].Name != signal.Name) at++;
            items[at < _items.Length ? at : count++] = signal;
        }
        if (count < items.Length) Array.Resize(ref items, count);
        return new(items);
    }

    /// <summary>The signals as a span.</summary>
    public ReadOnlySpan<Signal> AsSpan() => _items;

    /// <inheritdoc/>
    public IEnumerator<Signal> GetEnumerator() => ((IEnumerable<Signal>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
