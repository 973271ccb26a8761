using System.Globalization;
using System.Text;
using System.Text.Json;
using Curation.Stages.Readers.Reddit;

namespace Curation.Tests.Readers.Json;

/// <summary>What the reader of Reddit's dumps should see in a line, by <see cref="JsonDocument"/>.</summary>
static class RedditOracle
{
    /// <summary>The post as text for comparing, or how the message on it begins.</summary>
    public static string Expected(byte[] line)
    {
        using var parsed = JsonOracle.Parse(line);
        if (parsed?.RootElement.ValueKind != JsonValueKind.Object) return "expected a JSON object";
        var (isComment, id, link, parent, score, created, over18, removed) = (false, -1L, -1L, 0L, 0L, 0L, false, false);
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["author"] = "", ["body"] = "", ["permalink"] = "", ["subreddit"] = "", ["title"] = "" };
        foreach (var member in parsed.RootElement.EnumerateObject())
        {
            var value = member.Value;
            var name = JsonOracle.Name(member);
            if (name is "id" or "body" or "title" or "author" or "link_id" or "selftext" or "parent_id" or "permalink" or "subreddit" or "score" or "created_utc"
                && value.ValueKind == JsonValueKind.String && JsonOracle.Value(value) is null) return "expected well-formed text";
            var text = value.ValueKind == JsonValueKind.String ? JsonOracle.Value(value)! : "";
            if (name == "id") id = Number(text);
            else if (name == "link_id") link = Number(text[(text.IndexOf('_', StringComparison.Ordinal) + 1)..]);
            else if (name == "parent_id") parent = text.StartsWith("t1_", StringComparison.Ordinal) ? Number(text[3..]) : 0;
            else if (name == "score") score = Integer(value, text);
            else if (name == "created_utc") created = Integer(value, text);
            else if (name == "over_18") over18 = value.ValueKind == JsonValueKind.True;
            else if (name == "removed_by_category") removed = value.ValueKind == JsonValueKind.String;
            else if (name == "selftext") texts["body"] = text;
            else if (name is not null && texts.ContainsKey(name)) texts[name] = text;
            isComment |= name == "body";
        }
        if (id < 0) return "expected a member 'id'";
        if (isComment && link < 0) return "expected a member 'link_id'";
        return Shown(isComment, id, isComment ? link : id, parent, score, created, over18, removed, texts.Values);
    }

    /// <summary>What the reader sees, in the same form.</summary>
    public static string Found(RedditPost post, byte[] line) => post.Read(line) is { } error ? error
        : Shown(post.IsComment, post.Id, post.Link, post.Parent, post.Score, post.Created, post.Over18, post.IsRemoved, new[] { post.Author, post.Body, post.Permalink, post.Subreddit, post.Title }.Select(t => Encoding.UTF8.GetString(t.Span)));

    static string Shown(bool isComment, long id, long link, long parent, long score, long created, bool over18, bool removed, IEnumerable<string> texts) =>
        string.Create(CultureInfo.InvariantCulture, $"{isComment} {id} {link} {parent} {score} {created} {over18} {removed} {string.Join('\u0001', texts)}\u0003");

    static long Integer(JsonElement value, string text) => value.ValueKind switch
    {
        JsonValueKind.String => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0,
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : (long)value.GetDouble(),
        _ => 0,
    };

    static long Number(string text) =>
        text.Length is 0 or > 12 || !text.All(char.IsAsciiLetterOrDigit) ? -1 : text.Aggregate(0L, (n, c) => (n * 36) + (char.IsAsciiDigit(c) ? c - '0' : char.ToLowerInvariant(c) - 'a' + 10));
}
