using System.Globalization;
using System.Text;
using Curation.Stages.Readers.Xml;

namespace Curation.Stages.Readers.Wikipedia;

/// <summary>One page of a dump, with its newest revision.</summary>
internal sealed class DumpPage
{
    public string Title { get; private set; } = "";

    public int Namespace { get; private set; }

    public string Id { get; private set; } = "";

    public bool IsRedirect { get; private set; }

    public string RevisionId { get; private set; } = "";

    public string Timestamp { get; private set; } = "";

    public string Model { get; private set; } = "wikitext";

    public bool IsDeleted { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>Reads the element <c>page</c>; tells what is wrong with it, or null.</summary>
    public string? Read(ReadOnlySpan<byte> xml)
    {
        (Title, Namespace, Id, IsRedirect, Text) = ("", 0, "", false, "");
        var cursor = new XmlCursor(xml);
        if (!cursor.Open()) return cursor.Error ?? "expected <page>, found nothing";
        while (cursor.Open())
        {
            if (cursor.Name.SequenceEqual("title"u8)) Title = cursor.Text() ?? "";
            else if (cursor.Name.SequenceEqual("ns"u8)) Namespace = int.TryParse(cursor.Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : -1000;
            else if (cursor.Name.SequenceEqual("id"u8)) Id = cursor.Text() ?? "";
            else if (cursor.Name.SequenceEqual("redirect"u8))
            {
                IsRedirect = true;
                cursor.Skip();
            }
            else if (cursor.Name.SequenceEqual("revision"u8) && !cursor.IsEmpty) Revision(ref cursor);
            else cursor.Skip();
            if (cursor.Error is not null) return cursor.Error;
        }
        if (cursor.Error is null) cursor.Close("page"u8);
        if (cursor.Error is not null) return cursor.Error;
        return Title.Length == 0 || Id.Length == 0 ? "expected <title> and <id> in <page>, found none" : null;
    }

    /// <summary>Of several revisions, as history dumps have them, the last one stays.</summary>
    void Revision(ref XmlCursor cursor)
    {
        (Model, IsDeleted, Text) = ("wikitext", false, "");
        while (cursor.Open())
        {
            if (cursor.Name.SequenceEqual("id"u8)) RevisionId = cursor.Text() ?? "";
            else if (cursor.Name.SequenceEqual("timestamp"u8)) Timestamp = cursor.Text() ?? "";
            else if (cursor.Name.SequenceEqual("model"u8)) Model = cursor.Text() ?? "";
            else if (cursor.Name.SequenceEqual("text"u8))
            {
                IsDeleted = XmlText.TryAttribute(cursor.Attributes, "deleted"u8, out _);
                Text = cursor.Text() ?? "";
            }
            else cursor.Skip();
            if (cursor.Error is not null) return;
        }
        if (cursor.Error is null) cursor.Close("revision"u8);
    }

    /// <inheritdoc/>
    public override string ToString() => new StringBuilder("page ").Append(Id).Append(" '").Append(Title).Append('\'').ToString();
}
