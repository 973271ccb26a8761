using Curation.Core.Errors;
using Curation.Core.Models;
using Curation.Ocr.Imaging;
using Curation.Ocr.Onnx;
using Curation.Torch;
using static TorchSharp.torch;

namespace Curation.Ocr.PpOcr;

/// <summary>The three networks of PP-OCR on a device. Thread-safe.</summary>
sealed class PpOcrNetworks : IDisposable
{
    /// <summary>Columns that the direction network takes.</summary>
    const int DirectionWidth = 192;

    readonly Device _device;
    readonly OnnxNetwork _detection;
    readonly OnnxNetwork _direction;
    readonly OnnxNetwork _recognition;
    readonly CharacterTable _characters;
    readonly Tensor _mean;
    readonly Tensor _deviation;

    public PpOcrNetworks(PpOcrModels models, ModelStore store, Device device)
    {
        _device = device;
        OnnxNetwork Load(string name) => new(OnnxGraph.Load(store.Locate(name)), device);
        (_detection, _direction, _recognition) = (Load(models.Detection), Load(models.Direction), Load(models.Recognition));
        _characters = CharacterTable.Load(store.Locate(models.Characters));
        // Means and deviations of ImageNet's channels, in 255ths.
        _mean = tensor([0.485f * 255, 0.456f * 255, 0.406f * 255]).to(device);
        _deviation = tensor([0.229f * 255, 0.224f * 255, 0.225f * 255]).to(device);
    }

    /// <summary>Where lines stand on pages of one size, multiples of 32.</summary>
    public ProbabilityMap[] Detect(IReadOnlyList<PageImage> pages)
    {
        var (width, height) = (pages[0].Width, pages[0].Height);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var grey = Stack(pages.Select(p => tensor(p.Pixels, [1, height, width], ScalarType.Byte)).ToList());
        var input = grey.to(_device).to(ScalarType.Float32).unsqueeze(-1).sub(_mean).div_(_deviation).permute(0, 3, 1, 2).contiguous();
        var found = _detection.Run(input).Times(255).round_().to(ScalarType.Byte).cpu().contiguous();
        return [.. pages.Select((_, i) => new ProbabilityMap(width, height, found[i].data<byte>().ToArray()))];
    }

    /// <summary>Whether lines stand on their head.</summary>
    public bool[] AreUpsideDown(IReadOnlyList<LineCrop> lines)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var likely = _direction.Run(Batch([.. lines.Select(l => l.FitTo(DirectionWidth))], DirectionWidth, channelsLast: false)).cpu();
        return [.. lines.Select((_, i) => likely[i, 1].item<float>() > 0.9f)];
    }

    /// <summary>The text of lines of one filled width.</summary>
    public OcrLine[] Read(IReadOnlyList<LineCrop> lines)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var steps = _recognition.Run(Batch(lines, lines[0].Filled, channelsLast: true));
        if (steps.shape[2] != _characters.Count)
            throw new ConfigException($"the recognition network has {steps.shape[2]} classes and the file of characters gives {_characters.Count}; option models must name two that belong together");
        var (probabilities, classes) = steps.max(2);
        var (likely, chosen) = (probabilities.cpu().contiguous(), classes.cpu().contiguous());
        return [.. lines.Select((_, i) => _characters.Decode(chosen[i].data<long>().ToArray(), likely[i].data<float>().ToArray()))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in new IDisposable[] { _detection, _direction, _recognition, _mean, _deviation }) part.Dispose();
    }

    /// <summary>Lines as N × 3 × 48 × width; what is not filled is 0, the middle grey.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channelsLast">Order in memory: channels last is faster, but libtorch 2.10 computes the networks of detection and direction wrongly in it on a CPU.</param>
    Tensor Batch(IReadOnlyList<LineCrop> lines, int width, bool channelsLast)
    {
        var pixels = new float[lines.Count * LineCrop.Height * width];
        for (var n = 0; n < lines.Count; n++)
        {
            for (var y = 0; y < LineCrop.Height; y++) lines[n].Pixels.AsSpan(y * lines[n].Width, lines[n].Width).CopyTo(pixels.AsSpan((n * LineCrop.Height + y) * width));
        }
        var grey = tensor(pixels, [lines.Count, LineCrop.Height, width, 1]).to(_device);
        return channelsLast ? grey.expand(-1, -1, -1, 3).contiguous().permute(0, 3, 1, 2) : grey.permute(0, 3, 1, 2).expand(-1, 3, -1, -1).contiguous();
    }

    static Tensor Stack(List<Tensor> parts) => parts.Count == 1 ? parts[0] : cat(parts);
}
