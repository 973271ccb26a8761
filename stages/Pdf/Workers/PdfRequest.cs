namespace Curation.Stages.Pdf.Workers;

/// <summary>What to read.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Passwords">Passwords to try.</param>
/// <param name="MaxStreamBytes">Most bytes that a stream may unpack to.</param>
/// <param name="FirstPage">First page to read, from 1.</param>
/// <param name="MaxPages">Last page to read.</param>
internal sealed record PdfRequest(byte[] Bytes, IReadOnlyList<string> Passwords, int MaxStreamBytes, int FirstPage, int MaxPages);
