using Curation.Core.Errors;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;

namespace Curation.Stages.Pdf.Parsing;

/// <summary>What PdfPig's exceptions mean: on damaged files it throws any kind.</summary>
internal static class PdfErrors
{
    /// <summary>A short id of the cause.</summary>
    public static string Cause(Exception error) => error switch
    {
        PdfDocumentEncryptedException => "encrypted",
        OutOfMemoryException => "memory",
        LimitException or PdfDocumentStackDepthException => "limit",
        _ => "damaged",
    };

    /// <summary>The message in one line.</summary>
    public static string Detail(Exception error)
    {
        var message = error.Message.ReplaceLineEndings(" ");
        return $"{error.GetType().Name}: {(message.Length > 300 ? message[..300] : message)}";
    }
}
