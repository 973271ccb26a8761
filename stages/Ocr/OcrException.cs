using Curation.Core.Errors;

namespace Curation.Ocr;

/// <summary>An engine or renderer that failed on one page: the page is counted as failed, the document goes on.</summary>
public sealed class OcrException : CurationException
{
    /// <summary>An error with a message for the user.</summary>
    /// <param name="cause">Short id of the cause for page lists, such as <c>engine-time</c>.</param>
    /// <param name="message">What happened.</param>
    public OcrException(string cause, string message) : base(message) => Cause = cause;

    /// <summary>An error with a message for the user and its cause.</summary>
    public OcrException(string cause, string message, Exception inner) : base(message, inner) => Cause = cause;

    /// <summary>Short id of the cause: <c>engine-crash</c>, <c>engine-time</c>, <c>render</c>, …</summary>
    public string Cause { get; }
}
