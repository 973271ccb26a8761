namespace Curation.Stages.Dedup;

/// <summary>Which documents are compared with one another.</summary>
public enum DedupScope
{
    /// <summary>Those of the same input of the run file, such as one crawl.</summary>
    Input,

    /// <summary>All of the run.</summary>
    All,
}
