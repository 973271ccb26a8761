using Curation.Stages.Markup.Html;

namespace Curation.Stages.Extraction.Html;

/// <summary>The text of one short element.</summary>
static class ElementText
{
    const int Longest = 1000;

    // A page asks for hundreds of short texts.
    [ThreadStatic]
    static TextBuffer? t_buffer;

    /// <summary>All text in an element, folded; null if there is none.</summary>
    public static string? Of(ReadOnlySpan<byte> page, HtmlTree tree, int element)
    {
        var text = Buffer();
        for (var node = tree[element].FirstChild; node != 0 && text.Length < Longest;)
        {
            ref var item = ref tree[node];
            if (item.Kind == HtmlNodeKind.Text) FoldedText.Append(page.Slice(item.Start, Math.Min(item.Length, Longest)), references: true, text);
            if (item.FirstChild != 0 && item.Tag is not (HtmlTag.Script or HtmlTag.Style)) { node = item.FirstChild; continue; }
            while (node != element && tree[node].Next == 0) node = tree[node].Parent;
            node = node == element ? 0 : tree[node].Next;
        }
        var found = text.Span.Trim();
        return found.IsEmpty ? null : found.ToString();
    }

    /// <summary>All text in an element, up to a limit, with a line feed where a block begins or ends; null if there is none.</summary>
    public static string? Lines(ReadOnlySpan<byte> page, HtmlTree tree, int element)
    {
        const int Most = 20_000;
        var text = Buffer();
        for (var node = tree[element].FirstChild; node != 0 && text.Length < Most;)
        {
            ref var item = ref tree[node];
            if (item.Kind == HtmlNodeKind.Text) FoldedText.Append(page.Slice(item.Start, Math.Min(item.Length, Most)), references: true, text);
            else if (item.Kind == HtmlNodeKind.Element && (item.Tag == HtmlTag.Br || BlockTags.IsBlock(item.Tag))) Break(text);
            if (item.FirstChild != 0 && !BlockTags.IsSkipped(item.Tag)) { node = item.FirstChild; continue; }
            while (node != element && tree[node].Next == 0)
            {
                node = tree[node].Parent;
                if (node != element && BlockTags.IsBlock(tree[node].Tag)) Break(text);
            }
            node = node == element ? 0 : tree[node].Next;
        }
        var found = text.Span.Trim();
        return found.IsEmpty ? null : found.ToString();
    }

    static TextBuffer Buffer()
    {
        var buffer = t_buffer ??= new();
        buffer.Clear();
        return buffer;
    }

    static void Break(TextBuffer text)
    {
        if (text.Last == ' ') text.Length--;
        if (text.Length > 0 && text.Last != '\n') text.Append('\n');
    }
}
