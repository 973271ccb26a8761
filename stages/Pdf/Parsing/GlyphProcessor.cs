using System.Runtime.CompilerServices;
using Curation.Core.Errors;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Curation.Stages.Pdf.Parsing;

/// <summary>Runs a page's content stream and notes its glyphs; of images and shapes only how large and how many they are.</summary>
internal sealed class GlyphProcessor : BaseStreamProcessor<GlyphPage>
{
    /// <summary>Most glyphs of a page; a broadsheet has 60,000.</summary>
    public const int MaxGlyphs = 1_000_000;

    static readonly ConditionalWeakTable<IFont, FontFacts> s_facts = [];

    readonly GlyphPage _page;
    IFont? _font;
    FontFacts _facts = null!;
    int _marked;
    int _artifact;

    public GlyphProcessor(
        GlyphPage page, int pageNumber, IResourceStore resources, IPdfTokenScanner scanner, IPageContentParser parser, ILookupFilterProvider filters,
        CropBox cropBox, UserSpaceUnit unit, PageRotationDegrees rotation, TransformationMatrix initialMatrix, ParsingOptions options)
        : base(pageNumber, resources, scanner, parser, filters, cropBox, unit, rotation, in initialMatrix, options) => _page = page;

    /// <inheritdoc/>
    public override GlyphPage Process(int pageNumberCurrent, IReadOnlyList<IGraphicsStateOperation> operations)
    {
        CloneAllStates();
        ProcessOperations(operations);
        return _page;
    }

    /// <inheritdoc/>
    public override void RenderGlyph(
        IFont font, CurrentGraphicsState currentState, double fontSize, double pointSize, int code, string unicode, long currentOffset,
        in TransformationMatrix renderingMatrix, in TransformationMatrix textMatrix, in TransformationMatrix transformationMatrix, CharacterBoundingBox characterBoundingBox)
    {
        if (!ReferenceEquals(font, _font)) (_font, _facts) = (font, s_facts.GetValue(font, f => new(f)));
        // The product of the three matrices, row vectors: only its linear part and origin are needed.
        var (a, b, c, d, e, f) = Product(renderingMatrix, textMatrix);
        var t = transformationMatrix;
        var (alongX, alongY) = ((a * t.A) + (b * t.C), (a * t.B) + (b * t.D));
        var (upX, upY) = ((c * t.A) + (d * t.C), (c * t.B) + (d * t.D));
        var (x, y) = ((e * t.A) + (f * t.C) + t.E, (e * t.B) + (f * t.D) + t.F);
        var traits = GlyphTraits.None;
        var size = (float)Math.Sqrt((upX * upX) + (upY * upY));
        var width = characterBoundingBox.Width;
        if (_facts.IsVertical)
        {
            // The advance of a vertical font goes down by an em; the origin is the top centre of the glyph.
            traits |= GlyphTraits.Vertical;
            (alongX, alongY, width) = (-upX, -upY, 1);
        }
        if (!float.IsFinite(size) || !double.IsFinite(x + y) || size <= 0) return;
        if (currentState.FontState.TextRenderingMode is TextRenderingMode.Neither or TextRenderingMode.NeitherClip) traits |= GlyphTraits.Invisible;
        if (!_facts.Maps(code))
        {
            traits |= GlyphTraits.Unmapped;
            unicode = TexLigature(code) ?? unicode;
        }
        if (_facts.IsBold) traits |= GlyphTraits.Bold;
        if (_artifact > 0) traits |= GlyphTraits.Artifact;
        var (endX, endY) = (x + (alongX * width), y + (alongY * width));
        if (string.IsNullOrEmpty(unicode) || IsOutside((x + endX) / 2, (y + endY) / 2)) return;
        if (_page.Glyphs.Count >= MaxGlyphs) throw new LimitException($"the page draws more than {MaxGlyphs:n0} glyphs");
        _page.Glyphs.Add(new()
        {
            X = (float)x,
            Y = (float)y,
            EndX = (float)endX,
            EndY = (float)endY,
            Size = size,
            Text = unicode,
            Traits = traits,
        });
    }

    bool IsOutside(double x, double y) => x < -2 || y < -2 || x > _page.Width + 2 || y > _page.Height + 2;

    /// <summary>Bitmap fonts of TeX have no names; their codes are ASCII but for the ligatures (encodings OT1 and T1).</summary>
    static string? TexLigature(int code) => code switch
    {
        11 or 27 => "ff",
        12 or 28 => "fi",
        13 or 29 => "fl",
        14 or 30 => "ffi",
        15 or 31 => "ffl",
        _ => null,
    };

    static (double A, double B, double C, double D, double E, double F) Product(in TransformationMatrix m, in TransformationMatrix n) => (
        (m.A * n.A) + (m.B * n.C), (m.A * n.B) + (m.B * n.D),
        (m.C * n.A) + (m.D * n.C), (m.C * n.B) + (m.D * n.D),
        (m.E * n.A) + (m.F * n.C) + n.E, (m.E * n.B) + (m.F * n.D) + n.F);

    /// <inheritdoc/>
    protected override void RenderXObjectImage(XObjectContentRecord xObjectContentRecord)
    {
        var box = xObjectContentRecord.AppliedTransformation.Transform(new PdfRectangle(0, 0, 1, 1));
        var dictionary = xObjectContentRecord.Stream.StreamDictionary;
        var (width, height, bytes) = (Number(dictionary, NameToken.Width), Number(dictionary, NameToken.Height), xObjectContentRecord.Stream.Data.Length);
        Image(box, width, height, IsOneColour(dictionary, width * height, bytes) ? 0 : bytes);
    }

    /// <inheritdoc/>
    protected override void RenderInlineImage(InlineImage inlineImage) =>
        Image(inlineImage.BoundingBox, inlineImage.WidthInSamples, inlineImage.HeightInSamples, inlineImage.RawMemory.Length);

    /// <summary>Whether an image is packed by Deflate as well as nothing but one colour can be: 1 to 1,032.</summary>
    static bool IsOneColour(DictionaryToken dictionary, long pixels, int bytes)
    {
        if (!dictionary.TryGet(NameToken.Filter, out NameToken filter) || filter.Data is not ("FlateDecode" or "Fl")) return false;
        var components = dictionary.TryGet(NameToken.ColorSpace, out NameToken space) ? space.Data switch { "DeviceRGB" => 3, "DeviceCMYK" => 4, _ => 1 } : 1;
        var unpacked = pixels * components * Math.Max(1, Number(dictionary, NameToken.BitsPerComponent)) / 8;
        return bytes < (unpacked / 1010) + 128;
    }

    static long Number(DictionaryToken dictionary, NameToken name) => dictionary.TryGet(name, out NumericToken number) ? number.Int : 0;

    void Image(PdfRectangle box, long width, long height, int bytes)
    {
        var (left, right) = Ends(box.BottomLeft.X, box.BottomRight.X, box.TopLeft.X, box.TopRight.X, _page.Width);
        var (bottom, top) = Ends(box.BottomLeft.Y, box.BottomRight.Y, box.TopLeft.Y, box.TopRight.Y, _page.Height);
        if (double.IsFinite(right - left) && double.IsFinite(top - bottom)) _page.ImageArea += Math.Max(0, right - left) * Math.Max(0, top - bottom);
        _page.Images++;
        _page.ImagePixels += Math.Max(0, width) * Math.Max(0, height);
        _page.ImageBytes += bytes;
    }

    static (double Low, double High) Ends(double a, double b, double c, double d, double most) =>
        (Math.Max(0, Math.Min(Math.Min(a, b), Math.Min(c, d))), Math.Min(most, Math.Max(Math.Max(a, b), Math.Max(c, d))));

    /// <inheritdoc/>
    public override void BeginMarkedContent(NameToken name, NameToken? propertyDictionaryName, DictionaryToken? properties)
    {
        _marked++;
        if (_artifact == 0 && name.Data == "Artifact") _artifact = _marked;
    }

    /// <inheritdoc/>
    public override void EndMarkedContent()
    {
        if (_artifact == _marked) _artifact = 0;
        if (_marked > 0) _marked--;
    }

    /// <inheritdoc/>
    public override void StrokePath(bool close) => _page.Shapes++;

    /// <inheritdoc/>
    public override void FillPath(FillingRule fillingRule, bool close) => _page.Shapes++;

    /// <inheritdoc/>
    public override void FillStrokePath(FillingRule fillingRule, bool close) => _page.Shapes++;

    /// <inheritdoc/>
    public override void PaintShading(NameToken shadingName) => _page.Shapes++;

    /// <inheritdoc/>
    public override void BezierCurveTo(double x2, double y2, double x3, double y3) => _page.Curves++;

    /// <inheritdoc/>
    public override void BezierCurveTo(double x1, double y1, double x2, double y2, double x3, double y3) => _page.Curves++;

    /// <inheritdoc/>
    public override void BeginSubpath() { }

    /// <inheritdoc/>
    public override PdfPoint? CloseSubpath() => null;

    /// <inheritdoc/>
    public override void MoveTo(double x, double y) => CurrentPosition = new(x, y);

    /// <inheritdoc/>
    public override void LineTo(double x, double y) { }

    /// <inheritdoc/>
    public override void Rectangle(double x, double y, double width, double height) { }

    /// <inheritdoc/>
    public override void EndPath() { }

    /// <inheritdoc/>
    public override void ClosePath() { }

    /// <inheritdoc/>
    public override void ModifyClippingIntersect(FillingRule clippingRule) { }

    /// <inheritdoc/>
    protected override void ClipToRectangle(PdfRectangle rectangle, FillingRule clippingRule) { }
}
