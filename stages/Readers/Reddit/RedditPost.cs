using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Curation.Stages.Readers.Reddit;

/// <summary>A submission or comment, with the members that documents are made of. One instance reads many lines.</summary>
internal sealed class RedditPost
{
    string _subreddit = "";

    public bool IsComment { get; set; }

    /// <summary>Number of the post: its id is written to the base 36.</summary>
    public long Id { get; set; }

    /// <summary>Number of the submission; of a submission its own.</summary>
    public long Link { get; set; }

    /// <summary>Number of the comment that is answered; 0 if it is the submission.</summary>
    public long Parent { get; set; }

    public long Score { get; set; }

    public long Created { get; set; }

    public bool Over18 { get; set; }

    public string Author { get; set; } = "";

    public string Subreddit { get; set; } = "";

    public string Title { get; set; } = "";

    public string Body { get; set; } = "";

    public string Permalink { get; set; } = "";

    public string Url { get; set; } = "";

    public bool IsRemoved { get; set; }

    /// <summary>Reads a line; tells what is wrong with it, or null.</summary>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public string? Read(ReadOnlySpan<byte> line)
    {
        (IsComment, Id, Link, Parent, Score, Created, Over18, IsRemoved) = (false, -1, -1, 0, 0, 0, false, false);
        Author = Subreddit = Title = Body = Permalink = Url = "";
        var json = new Utf8JsonReader(line);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) return "expected a JSON object, found another value";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName) Member(ref json);
        if (json.Read()) return "expected one JSON object a line, found more";
        if (Id < 0) return "expected a member 'id' to the base 36, found none";
        if (!IsComment) Link = Id;
        else if (Link < 0) return "expected a member 'link_id' such as t3_abc in a comment, found none";
        return null;
    }

    /// <summary>A post's id as Reddit writes it.</summary>
    public static string IdText(long id)
    {
        Span<char> digits = stackalloc char[13];
        var at = digits.Length;
        do digits[--at] = "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(id % 36)];
        while ((id /= 36) > 0);
        return digits[at..].ToString();
    }

    void Member(ref Utf8JsonReader json)
    {
        var name = json.ValueSpan;
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8): Id = Number36(NextBytes(ref json)); break;
            case 4 when name.SequenceEqual("body"u8):
                Body = Next(ref json);
                IsComment = true;
                break;
            case 5 when name.SequenceEqual("title"u8): Title = Next(ref json); break;
            case 5 when name.SequenceEqual("score"u8): Score = Integer(ref json); break;
            case 6 when name.SequenceEqual("author"u8): Author = Next(ref json); break;
            case 7 when name.SequenceEqual("over_18"u8): Over18 = json.Read() && json.TokenType == JsonTokenType.True; break;
            case 7 when name.SequenceEqual("link_id"u8): Link = Number36(Behind(NextBytes(ref json))); break;
            case 8 when name.SequenceEqual("selftext"u8): Body = Next(ref json); break;
            case 9 when name.SequenceEqual("parent_id"u8): Parent = ParentOf(NextBytes(ref json)); break;
            case 9 when name.SequenceEqual("permalink"u8): Permalink = Next(ref json); break;
            case 9 when name.SequenceEqual("subreddit"u8): Subreddit = NextLike(ref json, ref _subreddit); break;
            case 11 when name.SequenceEqual("created_utc"u8): Created = Integer(ref json); break;
            case 19 when name.SequenceEqual("removed_by_category"u8):
                json.Read();
                IsRemoved = json.TokenType == JsonTokenType.String;
                break;
            default:
                json.Read();
                json.Skip();
                break;
        }
    }

    static string Next(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) return json.GetString()!;
        json.Skip();
        return "";
    }

    /// <summary>Text that is mostly that of the line before, which is then taken.</summary>
    static string NextLike(ref Utf8JsonReader json, ref string last)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) return json.ValueTextEquals(last) ? last : last = json.GetString()!;
        json.Skip();
        return "";
    }

    /// <summary>Text that needs no string of its own: ids.</summary>
    static ReadOnlySpan<byte> NextBytes(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) return json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan;
        json.Skip();
        return [];
    }

    /// <summary>A number; older dumps write some as text.</summary>
    static long Integer(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number) return json.TryGetInt64(out var number) ? number : (long)json.GetDouble();
        if (json.TokenType == JsonTokenType.String) return long.TryParse(json.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var text) ? text : 0;
        json.Skip();
        return 0;
    }

    static long ParentOf(ReadOnlySpan<byte> name) => name.StartsWith("t1_"u8) ? Number36(Behind(name)) : 0;

    static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> name) => name[(name.IndexOf((byte)'_') + 1)..];

    static long Number36(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text.Length > 12) return -1;
        var value = 0L;
        foreach (var c in text)
        {
            var digit = c is >= (byte)'0' and <= (byte)'9' ? c - '0' : (c | 0x20) is >= 'a' and <= 'z' ? (c | 0x20) - 'a' + 10 : -1;
            if (digit < 0) return -1;
            value = value * 36 + digit;
        }
        return value;
    }
}
