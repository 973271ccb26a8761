namespace Curation.Core.Errors;

/// <summary>Exit codes of <c>curate</c>; schedulers act on them.</summary>
public static class ExitCode
{
    /// <summary>All is done.</summary>
    public const int Done = 0;

    /// <summary>Some tasks failed after their retries; they are listed.</summary>
    public const int TasksFailed = 1;

    /// <summary>The run file or the command line cannot be used.</summary>
    public const int BadConfig = 2;

    /// <summary>Stopped early by a signal or a budget; the same command continues.</summary>
    public const int Resumable = 75;
}
