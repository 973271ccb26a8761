using Curation.Core.Documents;

namespace Curation.Stages.Readers.Wikipedia;

/// <summary>Why pages of a wiki are no documents.</summary>
internal static class WikipediaReasons
{
    public static readonly Reason Redirect = new("wikipedia.redirect", "The page sends to another one.");
    public static readonly Reason Namespace = new("wikipedia.namespace", "The page is in a namespace that the option namespaces does not list, such as a talk page.");
    public static readonly Reason Model = new("wikipedia.model", "The page is no wikitext but data, a script or a style sheet.");
    public static readonly Reason Disambiguation = new("wikipedia.disambiguation", "The page only tells meanings of a word apart.");
    public static readonly Reason Empty = new("wikipedia.empty", "The page has no text, or none is left of it.");
    public static readonly Reason Deleted = new("wikipedia.deleted", "The revision's text was deleted.");
    public static readonly Reason Index = new("wikipedia.index", "The file is the index of a multistream dump; dumps are split without it.");

    public static readonly Reason[] All = [Redirect, Namespace, Model, Disambiguation, Empty, Deleted, Index];
}
