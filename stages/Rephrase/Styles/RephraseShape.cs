namespace Curation.Stages.Rephrase.Styles;

/// <summary>What a style asks for.</summary>
public enum RephraseShape
{
    /// <summary>Questions with answers.</summary>
    Pairs,

    /// <summary>Questions with a true answer and wrong options, which need not be in the source.</summary>
    Choices,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A list of statements.</summary>
    List,
}
