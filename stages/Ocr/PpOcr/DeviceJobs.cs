namespace Curation.Ocr.PpOcr;

/// <summary>Something for a network, and where its answer goes.</summary>
/// <param name="Input">What it takes.</param>
/// <typeparam name="TInput">Type of the input.</typeparam>
/// <typeparam name="TResult">Type of the answer.</typeparam>
sealed record DeviceJob<TInput, TResult>(TInput Input)
{
    /// <summary>The answer.</summary>
    public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>
/// What waits for the device, over all pages of all documents: full batches of lines go first, then pages to be searched for lines (so that
/// more lines come), then what there is. A batch holds only inputs of one size.
/// </summary>
/// <param name="batches">Sizes of batches.</param>
sealed class DeviceJobs(BatchSizes batches)
{
    readonly object _lock = new();
    readonly List<DeviceJob<Imaging.PageImage, ProbabilityMap>> _pages = [];
    readonly List<DeviceJob<LineCrop, bool>> _directions = [];
    readonly SortedDictionary<int, List<DeviceJob<LineCrop, OcrLine>>> _lines = [];
    bool _closed;

    /// <summary>Queues a page.</summary>
    public Task<ProbabilityMap> AddPage(Imaging.PageImage page) => Add(_pages, page);

    /// <summary>Queues a line whose direction is asked for.</summary>
    public Task<bool> AddDirection(LineCrop line) => Add(_directions, line);

    /// <summary>Queues a line to be read.</summary>
    public Task<OcrLine> AddLine(LineCrop line)
    {
        List<DeviceJob<LineCrop, OcrLine>>? queue;
        lock (_lock)
        {
            if (!_lines.TryGetValue(line.Filled, out queue)) _lines.Add(line.Filled, queue = []);
        }
        return Add(queue, line);
    }

    /// <summary>Waits for work and takes a batch of it: a list of jobs of one kind; null once closed.</summary>
    public object? Take()
    {
        lock (_lock)
        {
            while (!_closed)
            {
                if (Choose() is { } batch) return batch;
                Monitor.Wait(_lock);
            }
            return null;
        }
    }

    /// <summary>Ends the waiting of all who take.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            Monitor.PulseAll(_lock);
        }
    }

    Task<TResult> Add<TInput, TResult>(List<DeviceJob<TInput, TResult>> queue, TInput input)
    {
        var job = new DeviceJob<TInput, TResult>(input);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            queue.Add(job);
            Monitor.Pulse(_lock);
        }
        return job.Result.Task;
    }

    object? Choose()
    {
        foreach (var (width, lines) in _lines)
        {
            if (lines.Count >= batches.Lines(width)) return Cut(lines, batches.Lines(width));
        }
        if (_directions.Count >= batches.Directions) return Cut(_directions, batches.Directions);
        if (_pages.Count > 0)
        {
            var first = _pages[0].Input;
            var same = _pages.Where(p => p.Input.Width == first.Width && p.Input.Height == first.Height).Take(batches.Pages).ToList();
            _pages.RemoveAll(same.Contains);
            return same;
        }
        if (_directions.Count > 0) return Cut(_directions, batches.Directions);
        var fullest = _lines.Values.MaxBy(l => l.Count);
        return fullest is { Count: > 0 } ? Cut(fullest, int.MaxValue) : null;
    }

    static List<T> Cut<T>(List<T> queue, int most)
    {
        var taken = queue.GetRange(0, Math.Min(most, queue.Count));
        queue.RemoveRange(0, taken.Count);
        return taken;
    }
}

/// <summary>How many inputs make a batch.</summary>
/// <param name="Pages">Pages searched at once.</param>
/// <param name="Directions">Lines whose direction is asked for at once.</param>
/// <param name="Columns">Pixel columns of lines read at once.</param>
sealed record BatchSizes(int Pages, int Directions, int Columns)
{
    /// <summary>Lines of a width that are read at once.</summary>
    public int Lines(int width) => Math.Max(1, Columns / width);

    /// <summary>Small ones for a CPU, where more gains nothing, and large ones for a GPU.</summary>
    public static BatchSizes Of(bool gpu) => gpu ? new(8, 512, 96 * 640) : new(1, 16, 4 * 640);
}
