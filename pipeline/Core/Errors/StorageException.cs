namespace Curation.Core.Errors;

/// <summary>A storage that refuses this program as a whole (credentials, clock, rights to write): ends the run, since no other task could succeed; what is committed stays.</summary>
public sealed class StorageException : CurationException
{
    /// <summary>An error with a message for the user and its cause.</summary>
    public StorageException(string message, Exception cause) : base(message, cause) { }
}
