namespace Curation.Stages.Readers.Reddit;

/// <summary>A comment of the thread that is assembled.</summary>
internal struct ThreadComment
{
    public long Id;
    public long Parent;
    public long Score;
    public long Created;

    /// <summary>Whether its text is left out.</summary>
    public bool IsDropped;

    /// <summary>Where its text begins among the thread's texts.</summary>
    public int Start;

    public int Length;

    /// <summary>Index of a reply, -1 without any.</summary>
    public int FirstReply;

    /// <summary>Index of another reply to the same comment, -1 behind the last.</summary>
    public int NextReply;

    /// <summary>Whether it has its place in the order.</summary>
    public bool IsTaken;
}
