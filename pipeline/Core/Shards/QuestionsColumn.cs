using Apache.Arrow;
using Curation.Core.Documents;

namespace Curation.Core.Shards;

/// <summary>Builds the column <c>qa</c>: a list of question, answer and evidence a document.</summary>
sealed class QuestionsColumn
{
    readonly StringArray.Builder _question = new(), _answer = new(), _evidence = new();
    readonly ArrowBuffer.Builder<int> _offsets = new ArrowBuffer.Builder<int>().Append(0);
    int _rows, _pairs;

    public void Append(Structure? structure)
    {
        foreach (var pair in structure?.Questions ?? [])
        {
            _question.Append(pair.Question);
            _answer.Append(pair.Answer);
            _evidence.Append(pair.Evidence);
            _pairs++;
        }
        _offsets.Append(_pairs);
        _rows++;
    }

    public ListArray Build() => new(
        ShardLayout.Questions, _rows, _offsets.Build(),
        new StructArray(ShardLayout.Question, _pairs, [_question.Build(), _answer.Build(), _evidence.Build()], ArrowBuffer.Empty), ArrowBuffer.Empty);
}
