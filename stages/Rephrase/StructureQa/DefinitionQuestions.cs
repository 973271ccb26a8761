using Curation.Core.Documents;

namespace Curation.Stages.Rephrase.StructureQa;

/// <summary>Terms of definition lists with their definitions, as far as these are part of the document's text and not of its frame.</summary>
static class DefinitionQuestions
{
    const int Probe = 40;

    /// <summary>The pairs of a document.</summary>
    public static IEnumerable<QuestionAnswer> Read(Document document)
    {
        foreach (var (term, text) in document.Structure?.Definitions ?? [])
        {
            // The first words of the definition on one line: text and list may break lines otherwise.
            var line = text.AsSpan();
            var end = line.IndexOf('\n');
            if (end >= 0) line = line[..end];
            line = line[..Math.Min(line.Length, Probe)];
            if (!line.IsWhiteSpace() && document.Text.AsSpan().Contains(line, StringComparison.Ordinal)) yield return new(term, text);
        }
    }
}
