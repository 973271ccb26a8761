namespace Curation.Core.Errors;

/// <summary>The run cannot go on now, and can later: a budget is spent, a server stays away. Ends the run with <see cref="ExitCode.Resumable"/>; what is committed or stored stays.</summary>
public sealed class StopException : CurationException
{
    /// <summary>A stop with a message for the user.</summary>
    public StopException(string message) : base(message) { }

    /// <summary>A stop with a message for the user and its cause.</summary>
    public StopException(string message, Exception cause) : base(message, cause) { }
}
