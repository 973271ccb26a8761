namespace Curation.Stages.Extraction.Html;

/// <summary>Where emphasis or code begins or ends within a page's text.</summary>
/// <param name="At">The unit before which the sign stands.</param>
/// <param name="Sign">The sign in Markdown.</param>
readonly record struct InlineMark(int At, string Sign);
