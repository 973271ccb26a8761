using System.Buffers.Binary;
using Curation.Ocr.Imaging;

namespace Curation.Ocr.Workers;

/// <summary>An image in a frame: width, height and resolution in four bytes each, then the pixels.</summary>
static class ImageFrame
{
    /// <summary>Bytes before the pixels.</summary>
    public const int HeadLength = 12;

    /// <summary>What stands before the pixels.</summary>
    public static byte[] Head(PageImage image)
    {
        var head = new byte[HeadLength];
        BinaryPrimitives.WriteInt32LittleEndian(head, image.Width);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), image.Height);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(8), image.Dpi);
        return head;
    }

    /// <summary>The image of a frame.</summary>
    /// <exception cref="InvalidDataException">The pixels are not as many as the sides say.</exception>
    public static PageImage Read(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < HeadLength) throw new InvalidDataException("an image without its head");
        var width = BinaryPrimitives.ReadInt32LittleEndian(frame);
        var height = BinaryPrimitives.ReadInt32LittleEndian(frame[4..]);
        if (width <= 0 || height <= 0 || (long)width * height != frame.Length - HeadLength) throw new InvalidDataException($"an image of {width} × {height} in {frame.Length} bytes");
        return new(width, height, frame[HeadLength..].ToArray(), BinaryPrimitives.ReadInt32LittleEndian(frame[8..]));
    }
}
