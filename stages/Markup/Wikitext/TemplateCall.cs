using System.Buffers;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>A template's use in a page: its arguments, expanded when they are asked for.</summary>
internal sealed class TemplateCall
{
    /// <summary>Most arguments that are looked at.</summary>
    const int MaxArguments = 500;

    static readonly SearchValues<char> s_invalid = SearchValues.Create("\n[]{}<>");

    readonly Expander _page;
    readonly List<(string? Name, int Start, int End)> _arguments = [];

    public TemplateCall(Expander page, Node node)
    {
        _page = page;
        var (start, end) = (node.Start + 2, node.End - 2);
        var bar = Arguments.NextBar(page, start, end);
        Name = NameOf(page, start, bar);
        while (bar < end && _arguments.Count < MaxArguments)
        {
            start = bar + 1;
            bar = Arguments.NextBar(page, start, end);
            Add(start, bar);
        }
    }

    /// <summary>The template's name, lower case, with blanks for underscores.</summary>
    public string Name { get; }

    /// <summary>Whether the name is one that a template can have; else the braces are text.</summary>
    public bool IsValid => Name.AsSpan().IndexOfAny(s_invalid) < 0;

    /// <summary>Number of arguments without a name.</summary>
    public int Count { get; private set; }

    /// <summary>Names of the named arguments with their places, in order.</summary>
    public IEnumerable<(string Name, int Start, int End)> Named => _arguments.Where(a => a.Name is not null).Select(a => (a.Name!, a.Start, a.End));

    /// <summary>Appends an argument by its number, from 1; nothing if there is none.</summary>
    public void Append(int number)
    {
        if (TryFind(number, out var start, out var end)) _page.Expand(start, end);
    }

    /// <summary>The text of an argument by its number; empty if there is none.</summary>
    public string Text(int number) => TryFind(number, out var start, out var end) ? _page.TextOf(start, end) : "";

    /// <summary>The text of an argument by its name; empty if there is none.</summary>
    public string Text(string name)
    {
        for (var i = _arguments.Count - 1; i >= 0; i--)
            if (_arguments[i].Name is { } found && found.Equals(name, StringComparison.OrdinalIgnoreCase)) return _page.TextOf(_arguments[i].Start, _arguments[i].End);
        return "";
    }

    /// <summary>The first of several names that has text.</summary>
    public string FirstText(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Text(name) is { Length: > 0 } text) return text;
        return "";
    }

    bool TryFind(int number, out int start, out int end)
    {
        (start, end) = (0, 0);
        var place = 0;
        var found = false;
        foreach (var argument in _arguments)
        {
            if (argument.Name is null ? ++place != number : !IsNumber(argument.Name, number)) continue;
            (start, end, found) = (argument.Start, argument.End, true);
        }
        // Blanks around a value are no part of it.
        while (start < end && char.IsWhiteSpace(_page.Source[start]) && _page.Source[start] != '\n') start++;
        while (start < end && char.IsWhiteSpace(_page.Source[end - 1])) end--;
        return found;
    }

    static bool IsNumber(string name, int number) => name.Length <= 3 && int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) && value == number;

    void Add(int start, int end)
    {
        var equals = EqualsSign(start, end);
        if (equals < 0)
        {
            Count++;
            _arguments.Add((null, start, end));
            return;
        }
        _arguments.Add((_page.Source.AsSpan(start, equals - start).Trim().ToString(), equals + 1, end));
    }

    /// <summary>The sign between name and value, outside inner brackets.</summary>
    int EqualsSign(int start, int end)
    {
        for (var from = start; from < end;)
        {
            var step = _page.Source.AsSpan(from, end - from).IndexOfAny("={[<");
            if (step < 0) return -1;
            from += step;
            if (_page.Source[from] == '=') return from;
            from = _page.Nesting.TryFind(from, out var inner) && inner.End <= end ? inner.End : from + 1;
        }
        return -1;
    }

    static string NameOf(Expander page, int start, int end)
    {
        var raw = page.Source.AsSpan(start, Math.Min(end - start, 200));
        if (raw.IndexOfAny('{', '<', '_') >= 0)
        {
            var text = page.Source.AsSpan(start, end - start).Contains("<!--", StringComparison.Ordinal) ? page.TextOf(start, end) : raw.ToString();
            raw = text.Replace('_', ' ').Replace("\u007F", "", StringComparison.Ordinal);
        }
        raw = raw.Trim();
        if (raw.StartsWith("template:", StringComparison.OrdinalIgnoreCase)) raw = raw[9..].TrimStart();
        return raw.ToString().ToLowerInvariant();
    }
}
