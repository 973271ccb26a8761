using System.Text;
using Curation.Core.Documents;
using Curation.Stages.Markup.Html;

namespace Curation.Stages.Extraction.Html;

/// <summary>Questions and definitions that a page marks by its elements: schema.org's Question as microdata, and definition lists.</summary>
static class MarkedQuestions
{
    const int Most = 500;

    /// <summary>Reads an element if it opens a question or a definition list.</summary>
    public static void Take(ReadOnlySpan<byte> page, HtmlTree tree, int node, List<QuestionAnswer> questions, List<Definition> definitions)
    {
        if (tree[node].Tag == HtmlTag.Dl)
        {
            if (definitions.Count < Most) TakeList(page, tree, node, definitions);
            return;
        }
        if (questions.Count < Most && tree.TryGet(node, HtmlAttributeName.ItemType, out var type)
            && page.Slice(type.ValueStart, type.ValueLength).TrimEnd(" "u8).EndsWith("schema.org/Question"u8)) TakeQuestion(page, tree, node, questions);
    }

    static void TakeQuestion(ReadOnlySpan<byte> page, HtmlTree tree, int question, List<QuestionAnswer> questions)
    {
        string? name = null, text = null, accepted = null, suggested = null;
        for (var node = Inside(tree, question, question); node != 0;)
        {
            var isScope = tree[node].Kind == HtmlNodeKind.Element && tree.TryGet(node, HtmlAttributeName.ItemScope, out _);
            switch (Property(page, tree, node))
            {
                case MicrodataProperty.Name: name ??= ElementText.Lines(page, tree, node); break;
                case MicrodataProperty.Text when !isScope: text ??= ElementText.Lines(page, tree, node); break;
                case MicrodataProperty.Accepted: accepted ??= AnswerOf(page, tree, node); break;
                case MicrodataProperty.Suggested: suggested ??= AnswerOf(page, tree, node); break;
            }
            // An item in the question has properties of its own.
            node = isScope ? Behind(tree, node, question) : Inside(tree, node, question);
        }
        var asked = name is not null && text is not null && text != name ? $"{name}\n\n{text}" : name ?? text;
        if (asked is not null && (accepted ?? suggested) is { } answer) questions.Add(new(asked, answer));
    }

    static string? AnswerOf(ReadOnlySpan<byte> page, HtmlTree tree, int answer)
    {
        for (var node = Inside(tree, answer, answer); node != 0; node = Inside(tree, node, answer))
            if (Property(page, tree, node) == MicrodataProperty.Text) return ElementText.Lines(page, tree, node);
        return ElementText.Lines(page, tree, answer);
    }

    static void TakeList(ReadOnlySpan<byte> page, HtmlTree tree, int list, List<Definition> definitions)
    {
        string? term = null;
        for (var node = Inside(tree, list, list); node != 0 && definitions.Count < Most;)
        {
            ref var item = ref tree[node];
            var isElement = item.Kind == HtmlNodeKind.Element;
            if (isElement && item.Tag == HtmlTag.Dt) term = ElementText.Lines(page, tree, node);
            else if (isElement && item.Tag == HtmlTag.Dd && term is not null)
            {
                if (ElementText.Lines(page, tree, node) is { } text) definitions.Add(new(term, text));
                term = null;
            }
            // Terms may be grouped by elements around them; what is in a term or definition is its own.
            node = isElement && item.Tag is HtmlTag.Dt or HtmlTag.Dd or HtmlTag.Dl ? Behind(tree, node, list) : Inside(tree, node, list);
        }
    }

    static MicrodataProperty Property(ReadOnlySpan<byte> page, HtmlTree tree, int node)
    {
        if (tree[node].Kind != HtmlNodeKind.Element || !tree.TryGet(node, HtmlAttributeName.ItemProp, out var attribute)) return MicrodataProperty.None;
        var name = page.Slice(attribute.ValueStart, attribute.ValueLength).Trim(" "u8);
        return name.SequenceEqual("name"u8) ? MicrodataProperty.Name
            : name.SequenceEqual("text"u8) ? MicrodataProperty.Text
            : Ascii.EqualsIgnoreCase(name, "acceptedAnswer"u8) ? MicrodataProperty.Accepted
            : Ascii.EqualsIgnoreCase(name, "suggestedAnswer"u8) ? MicrodataProperty.Suggested : MicrodataProperty.None;
    }

    /// <summary>The next node in the order of the page within <paramref name="root"/>, 0 at its end.</summary>
    static int Inside(HtmlTree tree, int node, int root) => tree[node].FirstChild is not 0 and var child ? child : Behind(tree, node, root);

    /// <summary>The same without what is in the node.</summary>
    static int Behind(HtmlTree tree, int node, int root)
    {
        while (node != root && tree[node].Next == 0) node = tree[node].Parent;
        return node == root ? 0 : tree[node].Next;
    }

    enum MicrodataProperty
    {
        None,
        Name,
        Text,
        Accepted,
        Suggested,
    }
}
