using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Curation.Tests.Readers.Reddit;

/// <summary>A dump of Reddit made of a seed, with the threads that must come out of it.</summary>
sealed class GeneratedDump
{
    readonly StringBuilder _submissions = new();
    readonly StringBuilder _comments = new();

    public GeneratedDump(int items)
    {
        var random = new Random(31);
        var threads = new List<Node>();
        var all = new List<(Node Thread, Node Node)>();
        for (var id = 1; id <= items; id++)
        {
            var isThread = id <= 5 || random.Next(8) == 0;
            var node = new Node(100_000 + id, random.Next(-4, 30), 1_600_000_000 + random.Next(1_000_000), random.Next(12) == 0, $"text number {id}");
            if (isThread)
            {
                threads.Add(node);
                all.Add((node, node));
                Submission(node);
                Deleted += node.IsDeleted ? 1 : 0;
                continue;
            }
            var (thread, parent) = random.Next(50) == 0 ? (null, null) : all[Math.Max(0, all.Count - 1 - random.Next(random.Next(1, 4000)))];
            if (thread is null) Orphans += node.IsDeleted ? 0 : 1;
            else
            {
                parent!.Replies.Add(node);
                all.Add((thread, node));
            }
            Deleted += node.IsDeleted ? 1 : 0;
            Comment(node, thread, parent);
        }
        foreach (var thread in threads.Where(t => !t.IsDeleted)) Expected.Add(Id(thread.Id), [thread.Text, .. Walk(thread)]);
    }

    /// <summary>Texts of each thread that is kept, in order.</summary>
    public Dictionary<string, List<string>> Expected { get; } = [];

    public int Orphans { get; private set; }

    public int Deleted { get; private set; }

    public byte[] Submissions => Encoding.UTF8.GetBytes(_submissions.ToString());

    public byte[] Comments => Encoding.UTF8.GetBytes(_comments.ToString());

    static string Id(long id) => "t3_" + Curation.Stages.Readers.Reddit.RedditPost.IdText(id);

    static IEnumerable<string> Walk(Node node) => node.Replies.OrderByDescending(r => r.Score).ThenBy(r => r.Created).ThenBy(r => r.Id)
        .SelectMany(r => (r.IsDeleted ? [] : (string[])[r.Text]).Concat(Walk(r)));

    void Submission(Node node) => _submissions.Append(JsonSerializer.Serialize(new
    {
        id = Id(node.Id)[3..],
        title = "title",
        selftext = node.IsDeleted ? "[removed]" : node.Text,
        author = "someone",
        score = node.Score,
        created_utc = node.Created,
        subreddit = "pottery",
        over_18 = false,
        permalink = $"/r/pottery/comments/{Id(node.Id)[3..]}/title/",
        media_embed = new { },
        link_flair_text = (string?)null,
    })).Append('\n');

    void Comment(Node node, Node? thread, Node? parent) => _comments.Append(JsonSerializer.Serialize(new
    {
        id = Id(node.Id)[3..],
        link_id = thread is null ? "t3_1" : Id(thread.Id),
        parent_id = parent is null || parent == thread ? "t3_1" : "t1_" + Id(parent.Id)[3..],
        body = node.IsDeleted ? "[deleted]" : node.Text,
        author = "someone",
        score = node.Score,
        created_utc = node.Created.ToString(CultureInfo.InvariantCulture),
        subreddit = "pottery",
        gildings = new { gid_1 = 0 },
    })).Append('\n');

    sealed record Node(long Id, int Score, long Created, bool IsDeleted, string Text)
    {
        public List<Node> Replies { get; } = [];
    }
}
