using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Curation.Stages.Markup.Html;

namespace Curation.Tests.Markup.Html;

/// <summary>Trees as lines of text that can be compared: ours and AngleSharp's.</summary>
static class TreeText
{
    static readonly HtmlParser s_oracle = new();

    /// <summary>Our tree of a page.</summary>
    public static List<string> Of(ReadOnlySpan<byte> page, HtmlLimits? limits = null)
    {
        var tree = new HtmlTree();
        HtmlTreeBuilder.Parse(page, tree, limits ?? HtmlLimits.Default);
        var lines = new Lines();
        var buffer = new TextBuffer();
        for (var (node, depth) = (tree[0].FirstChild, 0); node != 0;)
        {
            ref var item = ref tree[node];
            if (item.Kind == HtmlNodeKind.Element)
            {
                var name = item.Tag == HtmlTag.Other ? Encoding.UTF8.GetString(page.Slice(item.Start, item.Length)) : HtmlTags.Name(item.Tag);
                lines.Element(depth, name);
                foreach (var attribute in tree.Attributes(node))
                    lines.Attribute(Encoding.UTF8.GetString(page.Slice(attribute.NameStart, attribute.NameLength)), HtmlText.Value(page, attribute));
            }
            else
            {
                buffer.Clear();
                HtmlText.Append(page, item, buffer);
                lines.Text(depth, buffer.Span.ToString());
            }
            if (item.FirstChild != 0) { (node, depth) = (item.FirstChild, depth + 1); continue; }
            while (node != 0 && tree[node].Next == 0) (node, depth) = (tree[node].Parent, depth - 1);
            if (node != 0) node = tree[node].Next;
        }
        return lines.Finish();
    }

    /// <summary>AngleSharp's tree of a page.</summary>
    public static List<string> Oracle(string page)
    {
        using var document = s_oracle.ParseDocument(page);
        var lines = new Lines();
        var open = new Stack<(INode Node, int Depth)>(document.ChildNodes.Reverse().Select(n => (n, 0)));
        while (open.TryPop(out var item))
        {
            if (item.Node is IText text) lines.Text(item.Depth, text.Data);
            if (item.Node is not IElement element) continue;
            lines.Element(item.Depth, element.NodeName);
            foreach (var attribute in element.Attributes) lines.Attribute(attribute.Name, attribute.Value);
            var children = element is IHtmlTemplateElement template ? template.Content.ChildNodes : element.ChildNodes;
            for (var i = children.Length - 1; i >= 0; i--) open.Push((children[i], item.Depth + 1));
        }
        return lines.Finish();
    }

    /// <summary>The first line at which two trees part, with some context; null if they are equal.</summary>
    public static string? Difference(List<string> ours, List<string> oracle)
    {
        for (var i = 0; i < Math.Max(ours.Count, oracle.Count); i++)
        {
            var (left, right) = (i < ours.Count ? ours[i] : "(end)", i < oracle.Count ? oracle[i] : "(end)");
            if (left != right) return $"line {i}: ours {left} | oracle {right} | before: {string.Join(" / ", ours.Take(i).TakeLast(6).Select(l => l.Trim()))}";
        }
        return null;
    }

    sealed class Lines
    {
        readonly List<string> _lines = [];
        readonly HashSet<string> _names = new(StringComparer.Ordinal);
        readonly StringBuilder _text = new();
        int _depth = -1;

        public void Element(int depth, string name)
        {
            Finish();
            _names.Clear();
            _lines.Add($"{depth} <{name.ToLowerInvariant()}>");
        }

        public void Attribute(string name, string value)
        {
            name = name.ToLowerInvariant();
            // AngleSharp keeps the prefix apart.
            if (name.StartsWith("xlink:", StringComparison.Ordinal)) name = name["xlink:".Length..];
            if (_names.Add(name)) _lines.Add($"  {name}={value}");
        }

        public void Text(int depth, string text)
        {
            if (depth != _depth) Finish();
            _depth = depth;
            _text.Append(text);
        }

        public List<string> Finish()
        {
            if (_text.Length > 0) _lines.Add($"{_depth} \"{_text}\"");
            _text.Clear();
            _depth = -1;
            return _lines;
        }
    }
}
