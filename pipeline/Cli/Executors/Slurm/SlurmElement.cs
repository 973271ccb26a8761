using System.Globalization;

namespace Curation.Cli.Executors.Slurm;

/// <summary>One element of an array, as the queue shows it.</summary>
/// <param name="Job">Number of the array.</param>
/// <param name="Index">Its place in the array.</param>
/// <param name="State">Slurm's state.</param>
/// <param name="Name">Name of the array.</param>
/// <param name="Reason">Why it waits or ended.</param>
/// <param name="Node">Where it runs or ran.</param>
sealed record SlurmElement(long Job, int Index, string State, string Name, string Reason, string Node)
{
    /// <summary>As the commands name it.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Job}_{Index}");

    public bool IsRunning => State is "RUNNING" or "COMPLETING" or "SUSPENDED" or "STOPPED" or "SIGNALING" or "STAGE_OUT";

    public bool IsWaiting => State is "PENDING" or "CONFIGURING" or "REQUEUED" or "REQUEUE_FED" or "REQUEUE_HOLD" or "SPECIAL_EXIT" or "RESV_DEL_HOLD" or "RESIZING";

    public bool IsActive => IsRunning || IsWaiting;
}
