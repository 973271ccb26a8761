using System.Runtime.InteropServices;

namespace Curation.Stages.Extraction.Html;

/// <summary>A block element with what lies in it, directly or deeper.</summary>
[StructLayout(LayoutKind.Auto)]
struct BlockContainer
{
    /// <summary>The container around it; 0, the body, is its own.</summary>
    public int Parent;

    /// <summary>Elements around it.</summary>
    public int Depth;

    /// <summary>Units of text in it.</summary>
    public int Length;

    /// <summary>Units of it inside links.</summary>
    public int Linked;

    /// <summary>Blocks in it.</summary>
    public int Blocks;

    /// <summary>Blocks of running text in it: long and hardly linked.</summary>
    public int LongBlocks;

    /// <summary>Hash of its tag and classes: siblings of the same are repeated parts.</summary>
    public uint Signature;

    /// <summary>Siblings with the same signature, itself included.</summary>
    public int Alike;
}
