namespace Curation.Core.Errors;

/// <summary>An error whose message is written for the user: what, where (file and byte offset, or option) and what to do.</summary>
public class CurationException : Exception
{
    /// <summary>An error with a message for the user.</summary>
    public CurationException(string message) : base(message) { }

    /// <summary>An error with a message for the user and its cause.</summary>
    public CurationException(string message, Exception cause) : base(message, cause) { }
}

/// <summary>A run file or command line that cannot be used: stops with <see cref="ExitCode.BadConfig"/> before the first byte is read.</summary>
public sealed class ConfigException : CurationException
{
    /// <summary>An error with a message for the user.</summary>
    public ConfigException(string message) : base(message) { }

    /// <summary>An error with a message for the user and its cause.</summary>
    public ConfigException(string message, Exception cause) : base(message, cause) { }
}

/// <summary>A whole file that cannot be read: fails its task, which is retried and then listed.</summary>
public sealed class InputException : CurationException
{
    /// <summary>An error with a message for the user.</summary>
    public InputException(string message) : base(message) { }

    /// <summary>An error with a message for the user and its cause.</summary>
    public InputException(string message, Exception cause) : base(message, cause) { }
}

/// <summary>An output or scratch folder that cannot be written: ends the run, since no other task could succeed; what is committed stays.</summary>
public sealed class OutputException : CurationException
{
    /// <summary>An error with a message for the user.</summary>
    /// <param name="path">What could not be written.</param>
    /// <param name="cause">Why.</param>
    public OutputException(string path, string cause)
        : base($"{path} cannot be written: {cause}; free space or correct the folder, then run again: what is committed stays") { }

    /// <summary>An error with a message for the user and its cause.</summary>
    public OutputException(string path, string reason, Exception cause)
        : base($"{path} cannot be written: {reason}; free space or correct the folder, then run again: what is committed stays", cause) { }

    /// <summary>An error with a message for the user and its cause.</summary>
    public OutputException(string path, Exception cause)
        : base($"{path} cannot be written: {cause.Message}; free space or correct the folder, then run again: what is committed stays", cause) { }
}

/// <summary>A limit on size, time, depth or decompression that one record exceeds: the record is counted as <c>failed.limit</c>.</summary>
public sealed class LimitException : CurationException
{
    /// <summary>An error with a message for the user.</summary>
    public LimitException(string message) : base(message) { }
}
