using Apache.Arrow;
using Curation.Core.Documents;

namespace Curation.Core.Shards.Columns;

/// <summary>Builds the column <c>qa</c>: a list of question, answer and evidence a document.</summary>
sealed class QuestionsColumn : IDisposable
{
    readonly BytesColumn _question = new(), _answer = new(), _evidence = new();
    readonly ListOffsets _lists = new();

    /// <summary>Appends a row.</summary>
    public void Append(Structure? structure)
    {
        var pairs = structure?.Questions ?? [];
        foreach (var pair in pairs)
        {
            _question.Append(pair.Question);
            _answer.Append(pair.Answer);
            _evidence.Append(pair.Evidence);
        }
        _lists.EndRow(pairs.Length);
    }

    /// <summary>The rows; valid until the next change.</summary>
    public ListArray Build() => new(ShardLayout.Questions, _lists.Rows, _lists.View(),
        new StructArray(ShardLayout.Question, _lists.Items, [_question.Texts(), _answer.Texts(), _evidence.Texts()], ArrowBuffer.Empty), ArrowBuffer.Empty);

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        foreach (var column in Texts) column.Clear();
        _lists.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var column in Texts) column.Dispose();
        _lists.Dispose();
    }

    BytesColumn[] Texts => [_question, _answer, _evidence];
}
