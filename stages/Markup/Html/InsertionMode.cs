namespace Curation.Stages.Markup.Html;

/// <summary>The HTML standard's insertion modes; the mode "text" is none here, since raw text is read at once.</summary>
enum InsertionMode : byte
{
    Initial, BeforeHtml, BeforeHead, InHead, InHeadNoScript, AfterHead, InBody, InTable, InCaption, InColumnGroup, InTableBody, InRow, InCell,
    InSelect, InSelectInTable, InTemplate, AfterBody, InFrameSet, AfterFrameSet, AfterAfterBody, AfterAfterFrameSet,
}
