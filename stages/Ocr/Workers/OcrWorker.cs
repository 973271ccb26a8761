using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Curation.Core.Errors;
using Curation.Ocr.Tesseract;

namespace Curation.Ocr.Workers;

/// <summary>The child's side: answers requests from standard input on standard output until that ends.</summary>
public static class OcrWorker
{
    /// <summary>Serves until the input ends.</summary>
    /// <param name="input">Requests.</param>
    /// <param name="output">Answers.</param>
    /// <param name="languages">Tesseract's languages, joined by +.</param>
    /// <param name="tessdata">Folder of its data; null for the system's.</param>
    public static async Task RunAsync(Stream input, Stream output, string languages, string? tessdata)
    {
        TesseractRecognizer? recognizer = null;
        try
        {
            while (await WorkerFrame.ReadAsync(input, CancellationToken.None).ConfigureAwait(false) is { } request)
            {
                var (kind, head, body) = (WorkerFrame.Done, Array.Empty<byte>(), Array.Empty<byte>());
                try
                {
                    switch (request.Kind)
                    {
                        case WorkerFrame.Recognize:
                            recognizer ??= new(languages, tessdata);
                            body = JsonSerializer.SerializeToUtf8Bytes(recognizer.Recognize(ImageFrame.Read(request.Body)));
                            break;
                        case WorkerFrame.Decode:
                            var image = Leptonica.Decode(request.Body.AsSpan(12), BinaryPrimitives.ReadInt32LittleEndian(request.Body), BinaryPrimitives.ReadInt64LittleEndian(request.Body.AsSpan(4)));
                            (head, body) = (ImageFrame.Head(image), image.Pixels);
                            break;
                    }
                }
                catch (Exception error) when (error is OcrException or InvalidDataException) { (kind, body) = (WorkerFrame.Failed, Encoding.UTF8.GetBytes(error.Message)); }
                catch (ConfigException error) { (kind, body) = (WorkerFrame.Unusable, Encoding.UTF8.GetBytes(error.Message)); }
                await WorkerFrame.WriteAsync(output, kind, head, body, CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            recognizer?.Dispose();
        }
    }
}
