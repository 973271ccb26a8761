using System.Runtime.InteropServices;

namespace Curation.Stages.Text.Icu;

/// <summary>Cuts a run of one script into words with ICU's dictionaries. One thread at a time uses one; <see cref="Rent"/> has one a thread.</summary>
sealed unsafe class IcuWordBreaker : IDisposable
{
    const int WordIterator = 1;
    const int Done = -1;

    [ThreadStatic]
    static IcuWordBreaker? t_free;

    readonly IteratorHandle _iterator = new();
    int[] _boundaries = new int[64];

    /// <summary>Ends of the words of the run that <see cref="Break"/> cut, ascending.</summary>
    public int[] Boundaries => _boundaries;

    /// <summary>The thread's breaker, or a new one if it is in use.</summary>
    public static IcuWordBreaker Rent()
    {
        var breaker = t_free ?? new();
        t_free = null;
        return breaker;
    }

    /// <summary>Gives a breaker back to its thread.</summary>
    public static void Return(IcuWordBreaker breaker)
    {
        if (t_free is null) t_free = breaker;
        else breaker.Dispose();
    }

    /// <summary>Number of words of the run; their ends stand in <see cref="Boundaries"/>.</summary>
    public int Break(ReadOnlySpan<char> run)
    {
        var iterator = _iterator.DangerousGetHandle();
        var count = 0;
        fixed (char* text = run)
        {
            var error = 0;
            IcuLibrary.SetText(iterator, text, run.Length, &error);
            if (error > 0) throw new InvalidOperationException($"ICU refuses a text (error {error}).");
            for (var end = IcuLibrary.Next(iterator); end != Done; end = IcuLibrary.Next(iterator))
            {
                if (count == _boundaries.Length) Array.Resize(ref _boundaries, count * 2);
                _boundaries[count++] = end;
            }
            // The iterator keeps a pointer to the text: leave it none.
            IcuLibrary.SetText(iterator, null, 0, &error);
        }
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _iterator.Dispose();

    sealed class IteratorHandle : SafeHandle
    {
        public IteratorHandle() : base(0, ownsHandle: true)
        {
            var error = 0;
            fixed (byte* root = "root\0"u8) SetHandle(IcuLibrary.Open(WordIterator, root, null, 0, &error));
            if (error > 0) throw new InvalidOperationException($"ICU has no word iterator (error {error}).");
        }

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            IcuLibrary.Close(handle);
            return true;
        }
    }
}
