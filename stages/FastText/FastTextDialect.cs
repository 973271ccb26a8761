namespace Curation.Stages.FastText;

/// <summary>How a text of several lines becomes the one line that a model judges.</summary>
public enum FastTextDialect
{
    /// <summary>Line feeds become blanks, as callers of language models do it.</summary>
    Spaces,

    /// <summary>Line feeds are taken out and the words around them join: datatrove's <c>FastTextClassifierFilter</c>.</summary>
    Datatrove,

    /// <summary>Python's <c>" ".join(text.strip().splitlines())</c>: DCLM, and dolma's taggers.</summary>
    Dclm,
}
