using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Curation.Stages.Readers.Xml;

namespace Curation.Stages.Readers.StackExchange;

/// <summary>A row of posts or comments, with the attributes that documents are made of.</summary>
internal sealed class Post
{
    bool _hasScore;

    public long Id { get; private set; }

    public int Type { get; private set; }

    /// <summary>The question of an answer, the post of a comment.</summary>
    public long Parent { get; private set; }

    public long Accepted { get; private set; }

    public int Score { get; private set; }

    /// <summary>Votes on the post; none if they were not asked for.</summary>
    public VoteCounts Votes { get; private set; }

    public DateTimeOffset? Created { get; private set; }

    public string Title { get; private set; } = "";

    public string Body { get; private set; } = "";

    public string Tags { get; private set; } = "";

    public string License { get; private set; } = "";

    public string Views { get; private set; } = "";

    /// <summary>Reads the numbers that grouping needs; false if they are missing.</summary>
    public static bool TryKeys(ReadOnlySpan<byte> attributes, out long id, out int type, out long parent, out int score)
    {
        (id, type, parent, score) = (-1, 0, 0, 0);
        while (XmlText.NextAttribute(ref attributes, out var name, out var value))
        {
            if (name.SequenceEqual("Id"u8)) id = Number(value, -1);
            else if (name.SequenceEqual("PostTypeId"u8)) type = (int)Number(value, 0);
            else if (name.SequenceEqual("ParentId"u8) || name.SequenceEqual("PostId"u8)) parent = Number(value, -1);
            else if (name.SequenceEqual("Score"u8))
            {
                score = (int)Number(value, 0);
                if (type == 1) break;
            }
        }
        return id >= 0;
    }

    /// <summary>Reads a whole row; tells what is wrong with it, or null.</summary>
    public string? Read(ReadOnlySpan<byte> attributes)
    {
        (Parent, Accepted, Score, Created, Title, Body, Tags, License, Views) = (0, 0, 0, null, "", "", "", "", "");
        while (XmlText.NextAttribute(ref attributes, out var name, out var value))
        {
            if (name.SequenceEqual("Id"u8)) Id = Number(value, -1);
            else if (name.SequenceEqual("PostTypeId"u8)) Type = (int)Number(value, 0);
            else if (name.SequenceEqual("ParentId"u8) || name.SequenceEqual("PostId"u8)) Parent = Number(value, -1);
            else if (name.SequenceEqual("AcceptedAnswerId"u8)) Accepted = Number(value, 0);
            else if (name.SequenceEqual("Score"u8)) (Score, _hasScore) = ((int)Number(value, 0), true);
            else if (name.SequenceEqual("CreationDate"u8)) Created = Date(value);
            else if (name.SequenceEqual("ViewCount"u8)) Views = Encoding.Latin1.GetString(value);
            else if (name.SequenceEqual("ContentLicense"u8)) License = Encoding.Latin1.GetString(value);
            else
            {
                var kind = name.SequenceEqual("Body"u8) || name.SequenceEqual("Text"u8) ? 'b' : name.SequenceEqual("Title"u8) ? 't' : name.SequenceEqual("Tags"u8) ? 'g' : ' ';
                if (kind == ' ') continue;
                if (XmlText.Decode(value) is not { } text) return $"expected UTF-8 and known entities in attribute {Encoding.Latin1.GetString(name)}, found others";
                if (kind == 'b') Body = text;
                else if (kind == 't') Title = text;
                else Tags = text;
            }
        }
        return attributes.Trim(" \t\r\n"u8).IsEmpty ? null : "expected attributes in the form name=\"value\", found other characters";
    }

    /// <summary>Takes the votes on the post, and its score from them where the row states none.</summary>
    public void Take(VoteCounts votes)
    {
        Votes = votes;
        if (!_hasScore) Score = votes.Up - votes.Down;
    }

    /// <summary>Tags, however the dump writes them: <c>&lt;a&gt;&lt;b&gt;</c> or <c>|a|b|</c>.</summary>
    public string[] TagList() => Tags.Split(['<', '>', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A whole number; <paramref name="otherwise"/> if it is none.</summary>
    public static long Number(ReadOnlySpan<byte> value, long otherwise) => Utf8Parser.TryParse(value, out long number, out var used) && used == value.Length ? number : otherwise;

    static DateTimeOffset? Date(ReadOnlySpan<byte> value) =>
        DateTimeOffset.TryParse(Encoding.Latin1.GetString(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;
}
