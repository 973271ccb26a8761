using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using k8s.Models;

namespace Curation.Tests.Cluster.Kubernetes;

/// <summary>An Indexed Job whose pods are processes of this machine.</summary>
sealed class LocalJob(V1Job job, string folder, SemaphoreSlim slots, ConcurrentDictionary<string, V1ConfigMap> maps)
{
    readonly SortedSet<int> _completed = [];
    readonly SortedSet<int> _failed = [];
    readonly Lock _lock = new();
    volatile bool _ended;

    public V1Job Job { get; } = job.Metadata.Name.Length + 1 + (job.Spec.Completions!.Value - 1).ToString(CultureInfo.InvariantCulture).Length <= 63
        ? job : throw new ArgumentException($"{job.Metadata.Name}: names of pods have at most 63 characters");

    public ConcurrentQueue<LocalPod> Pods { get; } = new();

    public void Start()
    {
        for (var index = 0; index < Job.Spec.Completions; index++)
        {
            var own = index;
            _ = Task.Run(() => IndexAsync(own));
        }
    }

    /// <summary>Ends what runs.</summary>
    public void End()
    {
        _ended = true;
        foreach (var pod in Pods) pod.Kill("KILL");
    }

    /// <summary>The Job with its status.</summary>
    public V1Job Now()
    {
        lock (_lock)
        {
            var done = _ended || _completed.Count + _failed.Count == Job.Spec.Completions;
            Job.Status = new()
            {
                Active = Pods.Count(p => p.Running),
                CompletedIndexes = string.Join(',', _completed),
                FailedIndexes = string.Join(',', _failed),
                Conditions = done ? [new() { Type = _ended || _failed.Count > 0 ? "Failed" : "Complete", Status = "True" }] : null,
            };
            return Job;
        }
    }

    async Task IndexAsync(int index)
    {
        for (var failures = 0; !_ended;)
        {
            await slots.WaitAsync();
            int code;
            try
            {
                if (_ended) return;
                var pod = new LocalPod(Job, index, Pods.Count, folder, maps);
                Pods.Enqueue(pod);
                code = await pod.EndAsync();
            }
            finally { slots.Release(); }
            var action = code == 0 ? "Complete" : Job.Spec.PodFailurePolicy.Rules.FirstOrDefault(r => r.OnExitCodes?.Values.Contains(code) == true)?.Action ?? "Count";
            if (action == "Count") action = ++failures > Job.Spec.BackoffLimitPerIndex ? "FailIndex" : "Ignore";
            lock (_lock)
            {
                if (action == "Complete") _completed.Add(index);
                if (action == "FailIndex") _failed.Add(index);
            }
            if (action == "FailJob") End();
            if (action != "Ignore") return;
        }
    }
}

/// <summary>A pod: one process.</summary>
sealed class LocalPod
{
    readonly Process _process;
    readonly Task<string> _error;
    int? _code;

    public LocalPod(V1Job job, int index, int number, string folder, ConcurrentDictionary<string, V1ConfigMap> maps)
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"{job.Metadata.Name}-{index}-{number}");
        var (spec, container) = (job.Spec.Template.Spec, job.Spec.Template.Spec.Containers.Single());
        string[] command = [.. container.Command];
        foreach (var mount in container.VolumeMounts)
        {
            // A volume is a folder; the paths at which the pod would see it are written into the command.
            var volume = spec.Volumes.Single(v => v.Name == mount.Name);
            var place = Directory.CreateDirectory(Path.Combine(folder, volume.EmptyDir is null ? mount.Name : Name)).FullName;
            foreach (var (name, text) in volume.ConfigMap is { } map ? maps[map.Name].Data : new Dictionary<string, string>()) File.WriteAllText(Path.Combine(place, name), text);
            for (var i = 0; i < command.Length; i++) command[i] = command[i].Replace($"{mount.MountPath}/run.json", $"{place}/run.json", StringComparison.Ordinal).Replace($" {mount.MountPath}\n", $" {place}\n", StringComparison.Ordinal);
        }
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["JOB_COMPLETION_INDEX"] = index.ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
    }

    public string Name { get; }

    public bool Running => _code is null;

    public string Log => _error.IsCompletedSuccessfully ? _error.Result : "";

    public void Kill(string signal)
    {
        if (Running) Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        await _error;
        _code = _process.ExitCode;
        return _code.Value;
    }

    public V1Pod Object() => new()
    {
        Metadata = new() { Name = Name },
        Status = new()
        {
            Phase = _code switch { null => "Running", 0 => "Succeeded", _ => "Failed" },
            ContainerStatuses = _code is { } code ? [new() { Name = "curate", Image = "curate", ImageID = "", State = new() { Terminated = new() { ExitCode = code } } }] : null,
        },
    };
}
