using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Curation.Stages.Readers.Json;

namespace Curation.Stages.Readers.Reddit;

/// <summary>A submission or comment, with the members that documents are made of, texts in UTF-8. One instance reads many lines.</summary>
internal sealed class RedditPost
{
    byte[] _plain = new byte[4096];
    int _plainUsed;
    bool _isText;

    public bool IsComment { get; private set; }

    /// <summary>Number of the post: its id is written to the base 36.</summary>
    public long Id { get; private set; }

    /// <summary>Number of the submission; of a submission its own.</summary>
    public long Link { get; private set; }

    /// <summary>Number of the comment that is answered; 0 if it is the submission.</summary>
    public long Parent { get; private set; }

    public long Score { get; private set; }

    public long Created { get; private set; }

    public bool Over18 { get; private set; }

    public bool IsRemoved { get; private set; }

    public ReadOnlyMemory<byte> Author { get; private set; }

    public ReadOnlyMemory<byte> Subreddit { get; private set; }

    public ReadOnlyMemory<byte> Title { get; private set; }

    public ReadOnlyMemory<byte> Body { get; private set; }

    public ReadOnlyMemory<byte> Permalink { get; private set; }

    /// <summary>Reads a line of well-formed UTF-8, which must stay while the post is looked at; tells what is wrong with it, or null.</summary>
    public string? Read(ReadOnlyMemory<byte> line)
    {
        (IsComment, Id, Link, Parent, Score, Created, Over18, IsRemoved) = (false, -1, -1, 0, 0, 0, false, false);
        Author = Subreddit = Title = Body = Permalink = default;
        (_plainUsed, _isText) = (0, true);
        // All texts of the line without escapes fit, so that none moves while others are looked at.
        if (_plain.Length < line.Length) _plain = new byte[line.Length];
        var json = line.Span;
        var scanner = new JsonScanner(json);
        if (!scanner.Open()) return JsonErrors.Explain(json);
        while (scanner.Read(out var name, out var value)) Member(JsonText.Name(json, name), value, line);
        if (!scanner.IsWhole) return JsonErrors.Explain(json);
        if (!_isText) return "expected well-formed text in the JSON object, found half of a surrogate pair";
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

    void Member(ReadOnlySpan<byte> name, JsonValue value, ReadOnlyMemory<byte> line)
    {
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8): Id = Number36(Text(value, line).Span); break;
            case 4 when name.SequenceEqual("body"u8):
                Body = Text(value, line);
                IsComment = true;
                break;
            case 5 when name.SequenceEqual("title"u8): Title = Text(value, line); break;
            case 5 when name.SequenceEqual("score"u8): Score = Integer(value, line); break;
            case 6 when name.SequenceEqual("author"u8): Author = Text(value, line); break;
            case 7 when name.SequenceEqual("over_18"u8): Over18 = value.Kind == JsonValueKind.True; break;
            case 7 when name.SequenceEqual("link_id"u8): Link = Number36(Behind(Text(value, line).Span)); break;
            case 8 when name.SequenceEqual("selftext"u8): Body = Text(value, line); break;
            case 9 when name.SequenceEqual("parent_id"u8): Parent = ParentOf(Text(value, line).Span); break;
            case 9 when name.SequenceEqual("permalink"u8): Permalink = Text(value, line); break;
            case 9 when name.SequenceEqual("subreddit"u8): Subreddit = Text(value, line); break;
            case 11 when name.SequenceEqual("created_utc"u8): Created = Integer(value, line); break;
            case 19 when name.SequenceEqual("removed_by_category"u8): IsRemoved = value.Kind == JsonValueKind.String; break;
        }
    }

    /// <summary>A string's bytes without escapes; none of everything else.</summary>
    ReadOnlyMemory<byte> Text(JsonValue value, ReadOnlyMemory<byte> line)
    {
        if (value.Kind != JsonValueKind.String) return default;
        var text = line.Slice(value.Start, value.Length);
        if (!value.IsEscaped) return text;
        var length = JsonText.Unescape(text.Span, _plain.AsSpan(_plainUsed));
        if (length < 0)
        {
            _isText = false;
            return default;
        }
        _plainUsed += length;
        return _plain.AsMemory(_plainUsed - length, length);
    }

    /// <summary>A number; older dumps write some as text.</summary>
    long Integer(JsonValue value, ReadOnlyMemory<byte> line)
    {
        if (value.Kind == JsonValueKind.String) return long.TryParse(Text(value, line).Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var text) ? text : 0;
        if (value.Kind != JsonValueKind.Number) return 0;
        var digits = value.In(line.Span);
        return Utf8Parser.TryParse(digits, out long number, out var read) && read == digits.Length ? number : (long)double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
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
