namespace Curation.Stages.Extraction.Html;

/// <summary>What words in class names and ids tell of the part of a page that they name.</summary>
[Flags]
enum NameClasses
{
    None = 0,
    Article = 1 << 0,
    Content = 1 << 1,
    Navigation = 1 << 2,
    Header = 1 << 3,
    Footer = 1 << 4,
    Side = 1 << 5,
    Related = 1 << 6,
    Comment = 1 << 7,
    Forum = 1 << 8,
    Share = 1 << 9,
    Advertisement = 1 << 10,
    Cookie = 1 << 11,
    Popup = 1 << 12,
    Account = 1 << 13,
    Meta = 1 << 14,
    Product = 1 << 15,
    Card = 1 << 16,
    Button = 1 << 17,
    Review = 1 << 18,
    Folded = 1 << 19,
    Filter = 1 << 20,
    Code = 1 << 21,
    Media = 1 << 22,
    Hidden = 1 << 23,
    Intro = 1 << 24,
    User = 1 << 25,
    Contents = 1 << 26,
    Title = 1 << 27,
    Form = 1 << 28,
    Description = 1 << 29,
}
