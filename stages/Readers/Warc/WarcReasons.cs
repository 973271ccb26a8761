using Curation.Core.Documents;

namespace Curation.Stages.Readers.Warc;

/// <summary>Why records of a WARC or ARC file are no documents.</summary>
internal static class WarcReasons
{
    public static readonly Reason Info = new("warc.warcinfo", "The record describes the file.");
    public static readonly Reason Request = new("warc.request", "The record is the crawler's request.");
    public static readonly Reason Metadata = new("warc.metadata", "The record describes another record.");
    public static readonly Reason Revisit = new("warc.revisit", "The record points to an earlier capture of the same content.");
    public static readonly Reason Continuation = new("warc.continuation", "The record is a later segment of a record that was cut into several.");
    public static readonly Reason Type = new("warc.unknown-type", "The record has a type that the standard does not know.");
    public static readonly Reason Status = new("warc.status", "The HTTP status is not one that the option statuses lists.");
    public static readonly Reason MediaType = new("warc.media-type", "The media type is not one that the option mediaTypes lists.");
    public static readonly Reason Truncated = new("warc.truncated", "The crawler cut the record; its URL is listed so that it can be fetched again.");

    public static readonly Reason[] All = [Info, Request, Metadata, Revisit, Continuation, Type, Status, MediaType, Truncated];
}
