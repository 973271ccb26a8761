using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Markup.Markdown;

namespace Curation.Stages.Readers.StackExchange;

/// <summary>Makes one document of a question, its answers and comments.</summary>
internal sealed class QuestionAssembly(StackExchangeReaderOptions options, ReaderInput input, string site)
{
    readonly List<Post> _answers = [];
    readonly Dictionary<long, List<Post>> _comments = [];
    readonly HtmlMarkdown _markdown = new(new() { Links = options.Links });
    Post? _question;

    /// <summary>Adds a row of the group; the item of one that cannot be read.</summary>
    public ReadItem? Add(long order, ReadOnlySpan<byte> row)
    {
        var post = new Post();
        VoteCounts votes = default;
        if (options.Votes && (order & 1) == 0)
        {
            votes.Add(row[..VoteCounts.Bytes]);
            row = row[VoteCounts.Bytes..];
        }
        if (post.Read(row) is { } error)
        {
            var provenance = Provenance(post.Id);
            return new ReadItem.Failed(FailureReasons.Record, provenance, $"{input.Name}, post {post.Id}: {error}");
        }
        post.Take(votes);
        if (order == 0 && _question is not null) return Skip(StackExchangeReasons.Duplicate, post.Id);
        if (order == 0) _question = post;
        else if ((order & 1) == 0) _answers.Add(post);
        else if (_comments.TryGetValue(post.Parent, out var comments)) comments.Add(post);
        else _comments.Add(post.Parent, [post]);
        return null;
    }

    /// <summary>The items of the group, which is then empty: the document first, then one for each other row.</summary>
    public IEnumerable<ReadItem> Complete()
    {
        var items = Items();
        _answers.Clear();
        _comments.Clear();
        _question = null;
        return items;
    }

    List<ReadItem> Items()
    {
        var items = new List<ReadItem>(_answers.Count + 1);
        if (_question is not { } question)
        {
            items.AddRange(_answers.Select(a => Skip(StackExchangeReasons.Orphan, a.Id)));
            items.AddRange(_comments.Values.SelectMany(c => c).Select(c => Skip(StackExchangeReasons.CommentOrphan, c.Id)));
            return items;
        }
        var kept = Keep(question, out var rest);
        var reason = question.Score < (options.MinQuestionScore ?? int.MinValue) ? StackExchangeReasons.QuestionScore
            : question.Votes.Up < (options.MinQuestionUpVotes ?? 0) ? StackExchangeReasons.QuestionUpVotes
            : kept.Count == 0 && !options.Unanswered ? StackExchangeReasons.Unanswered : null;
        if (reason is not null)
        {
            items.Add(Skip(reason, question.Id));
            items.AddRange(_answers.Concat(_comments.Values.SelectMany(c => c)).Select(p => Skip(StackExchangeReasons.OfDroppedQuestion, p.Id)));
            return items;
        }
        items.Add(new ReadItem.Found(Make(question, kept)));
        items.AddRange(kept.Select(_ => new ReadItem.Merged()));
        items.AddRange(rest);
        var shown = kept.Prepend(question).Select(p => p.Id).ToHashSet();
        foreach (var (post, comments) in _comments)
            items.AddRange(comments.Select(c => shown.Contains(post) ? (ReadItem)new ReadItem.Merged() : Skip(StackExchangeReasons.CommentOrphan, c.Id)));
        return items;
    }

    /// <summary>Answers in order of score, then of number, and the items of those that are not taken.</summary>
    List<Post> Keep(Post question, out List<ReadItem> rest)
    {
        rest = [];
        var kept = new List<Post>();
        foreach (var answer in _answers.OrderByDescending(a => a.Score).ThenBy(a => a.Id))
        {
            if (answer.Score < (options.MinAnswerScore ?? int.MinValue) && answer.Id != question.Accepted) rest.Add(Skip(StackExchangeReasons.AnswerScore, answer.Id));
            else if (answer.Votes.Up < (options.MinAnswerUpVotes ?? 0) && answer.Id != question.Accepted) rest.Add(Skip(StackExchangeReasons.AnswerUpVotes, answer.Id));
            else if (options.MaxAnswers > 0 && kept.Count >= options.MaxAnswers) rest.Add(Skip(StackExchangeReasons.MoreAnswers, answer.Id));
            else kept.Add(answer);
        }
        return kept;
    }

    Document Make(Post question, List<Post> answers)
    {
        var text = new StringBuilder();
        if (question.Title.Length > 0) text.Append(question.Title).Append("\n\n");
        var body = _markdown.Convert(question.Body);
        Append(text, question, body);
        (Post Post, string Text)? best = null;
        foreach (var answer in answers)
        {
            text.Append("\n\nAnswer (").Append(answer.Id == question.Accepted ? "accepted, " : "").Append(CultureInfo.InvariantCulture, $"score {answer.Score}):\n\n");
            var markdown = _markdown.Convert(answer.Body);
            Append(text, answer, markdown);
            if (best is null || answer.Id == question.Accepted) best = (answer, markdown);
        }
        var asked = question.Title.Length > 0 ? $"{question.Title}\n\n{body}" : body;
        return new Document
        {
            Id = DocumentId.OfRecord(input.Source, $"{site}/{question.Id}"),
            Text = text.ToString().Trim(),
            Title = question.Title.Length > 0 ? question.Title : null,
            Source = input.Source,
            Url = site.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"https://{site}/questions/{question.Id}") : null,
            Date = question.Created,
            License = Licenses.Of(answers.Prepend(question)),
            Provenance = Provenance(question.Id),
            Structure = best is { } pair ? new Structure { Questions = [new QuestionAnswer(asked, pair.Text)] } : null,
            Metadata = Metadata(question, answers),
        };
    }

    void Append(StringBuilder text, Post post, string markdown)
    {
        text.Append(markdown);
        if (!_comments.TryGetValue(post.Id, out var comments)) return;
        // A comment is Markdown already, on one line.
        foreach (var comment in comments.OrderBy(c => c.Id)) text.Append("\n\nComment: ").Append(comment.Body.ReplaceLineEndings(" ").Trim());
    }

    ImmutableSortedDictionary<string, string> Metadata(Post question, List<Post> answers)
    {
        var metadata = Document.EmptyMetadata.ToBuilder();
        metadata["question_id"] = question.Id.ToString(CultureInfo.InvariantCulture);
        metadata["score"] = question.Score.ToString(CultureInfo.InvariantCulture);
        metadata["answers"] = answers.Count.ToString(CultureInfo.InvariantCulture);
        if (site.Length > 0) metadata["site"] = site;
        if (question.Views.Length > 0) metadata["views"] = question.Views;
        if (question.TagList() is { Length: > 0 } tags) metadata["tags"] = string.Join('|', tags);
        if (answers.Exists(a => a.Id == question.Accepted)) metadata["accepted_answer_id"] = question.Accepted.ToString(CultureInfo.InvariantCulture);
        if (answers.Count > 0) metadata["best_answer_score"] = answers[0].Score.ToString(CultureInfo.InvariantCulture);
        if (options.Votes) AddVotes(metadata, question, answers);
        return metadata.ToImmutable();
    }

    /// <summary>Votes on the question by their names, and of the answers lists in the order of the text; kinds that nobody gave are left out, those up and down excepted.</summary>
    static void AddVotes(ImmutableSortedDictionary<string, string>.Builder metadata, Post question, List<Post> answers)
    {
        if (answers.Count > 0) metadata["answer_ids"] = string.Join('|', answers.Select(a => a.Id));
        for (var i = 0; i < VoteCounts.Names.Length; i++)
        {
            var kind = i;
            if (kind < 2 || question.Votes[kind] > 0) metadata[VoteCounts.Names[kind]] = question.Votes[kind].ToString(CultureInfo.InvariantCulture);
            if (answers.Exists(a => kind < 2 || a.Votes[kind] > 0)) metadata[$"answer_{VoteCounts.Names[kind]}"] = string.Join('|', answers.Select(a => a.Votes[kind]));
        }
    }

    ReadItem.Skipped Skip(Reason reason, long id) => new(reason, Provenance(id));

    Provenance Provenance(long id) => new(input.Name, -1, -1) { RecordId = $"{site}/{id}" };
}
