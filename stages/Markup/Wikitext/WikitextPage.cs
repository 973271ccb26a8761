using System.Collections.Immutable;
using Curation.Core.Documents;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>A page as text.</summary>
/// <param name="Text">The text: paragraphs between empty lines, one line a heading or item of a list.</param>
/// <param name="Headings">Headings with their places in the text.</param>
/// <param name="Categories">Categories in the page's order.</param>
/// <param name="IsDisambiguation">Whether the page only tells meanings of a word apart.</param>
internal sealed record WikitextPage(string Text, ImmutableArray<Heading> Headings, ImmutableArray<string> Categories, bool IsDisambiguation);
