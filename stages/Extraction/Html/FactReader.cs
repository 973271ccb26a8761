using System.Text;
using Curation.Core.Documents;
using Curation.Stages.Markup.Html;

namespace Curation.Stages.Extraction.Html;

/// <summary>Collects what a page's elements say of it.</summary>
sealed class FactReader
{
    readonly Dictionary<string, string> _metas = new(StringComparer.Ordinal);

    /// <summary>Text of the element <c>title</c>.</summary>
    public string? Title { get; private set; }

    /// <summary>Text of the first <c>h1</c>.</summary>
    public string? Heading { get; private set; }

    /// <summary>Language of the element <c>html</c>.</summary>
    public string? Language { get; private set; }

    /// <summary>The URL that the page calls its own.</summary>
    public string? Canonical { get; private set; }

    /// <summary>What <c>rel=license</c> links to.</summary>
    public string? License { get; private set; }

    /// <summary>The first Creative Commons deed that the page links to.</summary>
    public string? CreativeCommons { get; private set; }

    /// <summary>Author by <c>rel=author</c>, <c>itemprop=author</c> or a byline.</summary>
    public string? Author { get; private set; }

    /// <summary>The first time that an element states.</summary>
    public string? Time { get; private set; }

    /// <summary>JSON-LD blocks.</summary>
    public List<string> JsonLd { get; } = [];

    /// <summary>Questions with answers that microdata mark.</summary>
    public List<QuestionAnswer> Questions { get; } = [];

    /// <summary>Entries of definition lists.</summary>
    public List<Definition> Definitions { get; } = [];

    /// <summary>The first of these meta elements that is there.</summary>
    public string? Meta(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (_metas.TryGetValue(name, out var content)) return content;
        return null;
    }

    /// <summary>Reads all elements in the order of the page.</summary>
    public static FactReader Read(ReadOnlySpan<byte> page, HtmlTree tree)
    {
        var facts = new FactReader();
        for (var node = 1; node < tree.Count; node++)
        {
            ref var item = ref tree[node];
            if (item.Kind != HtmlNodeKind.Element || (item.Flags & HtmlNodeFlags.Foreign) != 0) continue;
            switch (item.Tag)
            {
                case HtmlTag.Html: facts.Language ??= Value(page, tree, node, HtmlAttributeName.Lang) ?? Value(page, tree, node, HtmlAttributeName.XmlLang); break;
                case HtmlTag.Title: facts.Title ??= ElementText.Of(page, tree, node); break;
                case HtmlTag.H1: facts.Heading ??= ElementText.Of(page, tree, node); break;
                case HtmlTag.Meta: facts.TakeMeta(page, tree, node); break;
                case HtmlTag.Link or HtmlTag.A: facts.TakeLink(page, tree, node, item.Tag); break;
                case HtmlTag.Script: facts.TakeScript(page, tree, node); break;
                case HtmlTag.Time: facts.Time ??= Value(page, tree, node, HtmlAttributeName.DateTime); break;
                case HtmlTag.Span or HtmlTag.Div or HtmlTag.P: facts.TakeByline(page, tree, node); break;
            }
            if (item.Attributes > 0 || item.Tag == HtmlTag.Dl) MarkedQuestions.Take(page, tree, node, facts.Questions, facts.Definitions);
        }
        return facts;
    }

    void TakeMeta(ReadOnlySpan<byte> page, HtmlTree tree, int node)
    {
        if (Value(page, tree, node, HtmlAttributeName.Content) is not { } content) return;
        var name = Value(page, tree, node, HtmlAttributeName.Property) ?? Value(page, tree, node, HtmlAttributeName.Name)
            ?? Value(page, tree, node, HtmlAttributeName.ItemProp) ?? Value(page, tree, node, HtmlAttributeName.HttpEquiv);
        if (name is not null) _metas.TryAdd(name.ToLowerInvariant(), content);
    }

    void TakeLink(ReadOnlySpan<byte> page, HtmlTree tree, int node, HtmlTag tag)
    {
        if (!tree.TryGet(node, HtmlAttributeName.Href, out var href)) return;
        var isRelated = tree.TryGet(node, HtmlAttributeName.Rel, out var relation);
        if (isRelated)
        {
            var rel = page.Slice(relation.ValueStart, relation.ValueLength);
            if (Canonical is null && tag == HtmlTag.Link && Ascii.EqualsIgnoreCase(rel, "canonical"u8)) Canonical = Value(page, tree, node, HtmlAttributeName.Href);
            if (License is null && rel.IndexOf("license"u8) >= 0) License = LicenseLinks.Name(Value(page, tree, node, HtmlAttributeName.Href));
            if (Author is null && tag == HtmlTag.A && Ascii.EqualsIgnoreCase(rel, "author"u8)) Author = ElementText.Of(page, tree, node);
        }
        if (CreativeCommons is null && tag == HtmlTag.A && page.Slice(href.ValueStart, href.ValueLength).IndexOf("creativecommons.org/"u8) >= 0)
            CreativeCommons = LicenseLinks.Deed(HtmlText.Value(page, href));
    }

    void TakeScript(ReadOnlySpan<byte> page, HtmlTree tree, int node)
    {
        if (!tree.TryGet(node, HtmlAttributeName.Type, out var type) || tree[node].FirstChild == 0) return;
        if (!Ascii.EqualsIgnoreCase(page.Slice(type.ValueStart, type.ValueLength).Trim(" "u8), "application/ld+json"u8)) return;
        ref var text = ref tree[tree[node].FirstChild];
        var json = Encoding.UTF8.GetString(page.Slice(text.Start, text.Length)).Trim();
        if (json.Length > 0) JsonLd.Add(json);
    }

    void TakeByline(ReadOnlySpan<byte> page, HtmlTree tree, int node)
    {
        if (Author is not null) return;
        foreach (ref readonly var attribute in tree.Attributes(node))
        {
            var value = page.Slice(attribute.ValueStart, attribute.ValueLength);
            var isAuthor = attribute.Name == HtmlAttributeName.ItemProp ? value.SequenceEqual("author"u8)
                : attribute.Name == HtmlAttributeName.Class && (value.SequenceEqual("byline"u8) || value.SequenceEqual("author"u8) || value.SequenceEqual("author-name"u8) || value.SequenceEqual("author vcard"u8));
            if (!isAuthor) continue;
            var text = ElementText.Of(page, tree, node);
            if (text is { Length: < 80 }) Author = text.StartsWith("by ", StringComparison.OrdinalIgnoreCase) ? text[3..].Trim() : text;
        }
    }

    static string? Value(ReadOnlySpan<byte> page, HtmlTree tree, int node, HtmlAttributeName name)
    {
        if (!tree.TryGet(node, name, out var attribute)) return null;
        var value = HtmlText.Value(page, attribute).Trim();
        return value.Length > 0 ? value : null;
    }
}
