using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Stages.Pdf;

/// <summary>Options of the extractor <c>pdf</c>.</summary>
public sealed record PdfExtractorOptions : IOptions
{
    /// <summary>Which pages go to recognition: <c>auto</c> by what is measured, <c>never</c>, or <c>always</c> but for blank pages.</summary>
    public OcrUse Ocr { get; init; } = OcrUse.Auto;

    /// <summary>Documents that the crawler cut (WARC-Truncated): <c>list</c> drops them with their URL, to be fetched again; <c>keep</c> reads what is there.</summary>
    public TruncatedPdfs Truncated { get; init; } = TruncatedPdfs.List;

    /// <summary>Passwords to try on encrypted documents, beside the empty one.</summary>
    public ImmutableArray<string> Passwords { get; init; } = [];

    /// <summary>Whether headers, footers and page numbers stay in the text.</summary>
    public bool KeepRunningLines { get; init; }

    /// <summary>Highest share of characters that cannot be meant (replacement, private use, control) with which the text layer counts, 0 to 1.</summary>
    public double MaxGarbledShare { get; init; } = .03;

    /// <summary>Highest share of characters whose font does not tell what they are, unless the text is plausible all the same, 0 to 1.</summary>
    public double MaxUnmappedShare { get; init; } = .3;

    /// <summary>Least plausibility of a text layer's words, 0 to 1; measured in Latin script only.</summary>
    public double MinPlausibility { get; init; } = .2;

    /// <summary>Least plausibility of the text on a scan, made by an earlier recognition, 0 to 1.</summary>
    public double MinScanPlausibility { get; init; } = .5;

    /// <summary>Highest share of odd words (letters mixed with digits or signs, capitals within) of the text on a scan, 0 to 1.</summary>
    public double MaxScanOddWords { get; init; } = .2;

    /// <summary>Fewest characters of a page that is mostly image, or has many curves, with which its text layer counts.</summary>
    public int MinCharacters { get; init; } = 100;

    /// <summary>Share of a page without text that images must cover to be looked at, 0 to 1.</summary>
    public double MinImageCoverage { get; init; } = .03;

    /// <summary>Share of a page with little text that images must cover to be looked at, 0 to 1.</summary>
    public double StampImageCoverage { get; init; } = .4;

    /// <summary>Share of a page that its images cover if it is a scan, 0 to 1.</summary>
    public double ScanImageCoverage { get; init; } = .8;

    /// <summary>Compressed bytes per pixel below which an image shows nothing.</summary>
    public double BlankImageBytesPerPixel { get; init; } = .0008;

    /// <summary>Curves from which a page without text may show letters as outlines.</summary>
    public int MinCurves { get; init; } = 60;

    /// <summary>Curves from which a page with little text does.</summary>
    public int ManyCurves { get; init; } = 1000;

    /// <summary>Most bytes of a document, 1 KiB to 1 GiB; larger ones fail as <c>failed.limit</c>.</summary>
    public int MaxBytes { get; init; } = 256 << 20;

    /// <summary>Most pages of a document, at least 1; those behind are not read, and listed as failed.</summary>
    public int MaxPages { get; init; } = 10_000;

    /// <summary>Most bytes that one stream of a document may unpack to, 1 MiB to 1 GiB.</summary>
    public int MaxStreamBytes { get; init; } = 128 << 20;

    /// <summary>Seconds that a page may take, above 0; then it is given up and the next one read.</summary>
    public double PageTimeLimit { get; init; } = 10;

    /// <summary>Seconds that a document may take, above 0; pages behind are listed as failed. It takes the place of the stage's limit.</summary>
    public double TimeLimit { get; init; } = 300;

    /// <summary>Bytes of memory of a process that reads documents, 128 MiB to 16 GiB.</summary>
    public long MaxMemory { get; init; } = 768 << 20;

    /// <summary>How often a document may end its process or take too long before its other pages are given up, 0 to 100.</summary>
    public int MaxCrashes { get; init; } = 3;

    /// <summary>Where documents are parsed: in a <c>process</c> of its own that may crash, hang or run out of memory, or in <c>this</c> process (trusted files only).</summary>
    public Isolation Isolation { get; init; } = Isolation.Process;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        foreach (var (name, value) in new[]
        {
            (nameof(MaxGarbledShare), MaxGarbledShare), (nameof(MaxUnmappedShare), MaxUnmappedShare), (nameof(MinPlausibility), MinPlausibility),
            (nameof(MinScanPlausibility), MinScanPlausibility), (nameof(MaxScanOddWords), MaxScanOddWords), (nameof(MinImageCoverage), MinImageCoverage),
            (nameof(StampImageCoverage), StampImageCoverage), (nameof(ScanImageCoverage), ScanImageCoverage),
        }) errors.Require(value is >= 0 and <= 1, name, value, "0 to 1");
        errors.Require(BlankImageBytesPerPixel >= 0, nameof(BlankImageBytesPerPixel), BlankImageBytesPerPixel, "at least 0");
        errors.Require(MinCharacters >= 0, nameof(MinCharacters), MinCharacters, "at least 0");
        errors.Require(MinCurves >= 1, nameof(MinCurves), MinCurves, "at least 1");
        errors.Require(ManyCurves >= 1, nameof(ManyCurves), ManyCurves, "at least 1");
        errors.Require(MaxBytes is >= 1 << 10 and <= 1 << 30, nameof(MaxBytes), MaxBytes, "1024 to 1073741824");
        errors.Require(MaxPages >= 1, nameof(MaxPages), MaxPages, "at least 1");
        errors.Require(MaxStreamBytes is >= 1 << 20 and <= 1 << 30, nameof(MaxStreamBytes), MaxStreamBytes, "1048576 to 1073741824");
        errors.Require(PageTimeLimit > 0, nameof(PageTimeLimit), PageTimeLimit, "more than 0");
        errors.Require(TimeLimit > 0, nameof(TimeLimit), TimeLimit, "more than 0");
        errors.Require(MaxMemory is >= 128L << 20 and <= 16L << 30, nameof(MaxMemory), MaxMemory, "134217728 to 17179869184");
        errors.Require(MaxCrashes is >= 0 and <= 100, nameof(MaxCrashes), MaxCrashes, "0 to 100");
    }
}

/// <summary>Which pages go to recognition.</summary>
public enum OcrUse
{
    /// <summary>Those whose text layer is missing or bad.</summary>
    Auto,

    /// <summary>None.</summary>
    Never,

    /// <summary>All that are not blank.</summary>
    Always,
}

/// <summary>What becomes of documents that the crawler cut.</summary>
public enum TruncatedPdfs
{
    /// <summary>They are dropped with their URL.</summary>
    List,

    /// <summary>What is there is read.</summary>
    Keep,
}

/// <summary>Where documents are parsed.</summary>
public enum Isolation
{
    /// <summary>In a process of its own.</summary>
    Process,

    /// <summary>In this process.</summary>
    This,
}
