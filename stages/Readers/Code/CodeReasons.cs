using Curation.Core.Documents;

namespace Curation.Stages.Readers.Code;

/// <summary>Why files of a repository are no documents.</summary>
internal static class CodeReasons
{
    public static readonly Reason Binary = new("code.binary", "The file is no text.");
    public static readonly Reason Encoding = new("code.encoding", "The file's character encoding is neither UTF-8 nor UTF-16 nor plainly Latin-1.");
    public static readonly Reason TooLarge = new("code.too-large", "The file is larger than the option maxFileBytes.");
    public static readonly Reason Empty = new("code.empty", "The file holds nothing but white space.");
    public static readonly Reason Vendored = new("code.vendored", "The file belongs to another project that the repository holds a copy of.");
    public static readonly Reason Generated = new("code.generated", "A program wrote the file.");
    public static readonly Reason Minified = new("code.minified", "The file is minified.");
    public static readonly Reason UnknownLanguage = new("code.unknown-language", "The file's language is not known.");
    public static readonly Reason Language = new("code.language", "The file's language is not one that the option languages lists.");
    public static readonly Reason License = new("code.license", "The file's licence is not one that the option licenses lists.");
    public static readonly Reason Documentation = new("code.documentation", "The file is documentation, which the option documentation leaves out.");
    public static readonly Reason Data = new("code.data", "The file holds data and no code.");
    public static readonly Reason Link = new("code.link", "The entry is a link or a device and no file.");

    public static readonly Reason[] All = [Binary, Encoding, TooLarge, Empty, Vendored, Generated, Minified, UnknownLanguage, Language, License, Documentation, Data, Link];
}
