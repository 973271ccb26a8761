using System.Runtime.InteropServices;

namespace Curation.Stages.Readers.Compression;

/// <summary>
/// The inflater of the .NET runtime itself (zlib-ng inside <c>libSystem.IO.Compression.Native</c>), called directly because
/// <see cref="System.IO.Compression.GZipStream"/> does not tell how much input a member took. It comes with every runtime, so
/// nothing is installed, and it is as fast as the streams above it.
/// </summary>
internal static partial class NativeZlib
{
    const string Library = "libSystem.IO.Compression.Native";

    /// <summary>Window of 32 KiB, header and trailer of gzip.</summary>
    public const int GzipWindow = 15 + 16;

    /// <summary>Return code: the stream ended and its checksum is right.</summary>
    public const int StreamEnd = 1;

    /// <summary>Return code: the data is damaged.</summary>
    public const int DataError = -3;

    /// <summary>Return code: no progress was possible.</summary>
    public const int BufferError = -5;

    /// <summary>The runtime's view of zlib's state.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public unsafe struct ZStream
    {
        public byte* NextIn;
        public byte* NextOut;
        public byte* Message;
        public void* State;
        public uint AvailableIn;
        public uint AvailableOut;
    }

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateInit2_")]
    public static unsafe partial int InflateInit(ZStream* stream, int windowBits);

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateReset2_")]
    public static unsafe partial int InflateReset(ZStream* stream, int windowBits);

    [LibraryImport(Library, EntryPoint = "CompressionNative_Inflate")]
    public static unsafe partial int Inflate(ZStream* stream, int flush);

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateEnd")]
    public static unsafe partial int InflateEnd(ZStream* stream);
}
