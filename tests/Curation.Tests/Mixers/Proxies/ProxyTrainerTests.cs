using Curation.Core.Errors;
using Curation.Mixers.Proxies;
using Curation.Torch;
using static TorchSharp.torch;

namespace Curation.Tests.Mixers.Proxies;

public sealed class ProxyTrainerTests : IDisposable
{
    static readonly ProxySize s_size = new("test", 16, 2, 2, 32, 64, 16, 4, 1e-2);
    static readonly TrainingPlan s_plan = new(s_size, 64, "test", 24, 4, 1e-2);
    readonly string _folder = Directory.CreateTempSubdirectory("proxies").FullName;

    public ProxyTrainerTests()
    {
        TorchRuntime.Load();
        set_num_threads(1);
    }

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Train_Stack_EqualsOneByOne()
    {
        ProxyTask[] tasks = [Task(0, [1, 0], 1), Task(1, [0.25, 0.75], 2), Task(2, [0.5, 0.5], 1)];
        Train("stack", tasks);
        foreach (var task in tasks) Train("alone", [task]);
        foreach (var task in tasks)
        {
            var (stacked, alone) = (Weights("stack", task), Weights("alone", task));
            Assert.True(stacked.Zip(alone, (a, b) => Math.Abs(a - b)).Max() < 1e-4);
            Assert.True(stacked.Zip(Weights("stack", tasks[(task.Index + 1) % 3]), (a, b) => Math.Abs(a - b)).Max() > 1e-3);
        }
    }

    [Fact]
    public void Train_Twice_GivesTheSameBytesAndLearns()
    {
        var task = Task(0, [0.5, 0.5], 7);
        Train("one", [task]);
        Train("two", [task]);
        Assert.Equal(Weights("one", task), Weights("two", task));
        var losses = Read("one", task).Header.Losses;
        Assert.True(losses[^1][1] < losses[0][1] - 0.5);
    }

    [Fact]
    public void Train_StoppedAndResumed_GivesTheSameWeights()
    {
        var task = Task(0, [0.5, 0.5], 3);
        Train("whole", [task]);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Trainer("stopped").Train([task], p => { if (p.Step == 10) stop.Cancel(); }, _ => { }, stop.Token));
        Assert.False(File.Exists(ProxyTrainer.PathOf(Path.Combine(_folder, "stopped"), task.Key)));
        var first = int.MaxValue;
        Trainer("stopped").Train([task], p => first = Math.Min(first, p.Step), _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(11, first);
        Assert.Equal(Weights("whole", task), Weights("stopped", task));
    }

    [Fact]
    public void Train_DivergingProxy_IsNamedRetriedAndLeftOut()
    {
        var said = new List<string>();
        var trainer = new ProxyTrainer(s_plan with { LearningRate = double.NaN }, Pools(), Path.Combine(_folder, "bad"), CPU);
        var task = Task(5, [0.5, 0.5], 1);
        trainer.Train([task], _ => { }, said.Add, TestContext.Current.CancellationToken);
        Assert.Contains(said, s => s.StartsWith("proxy 5 diverged; it is trained again", StringComparison.Ordinal));
        Assert.Contains("proxy 5 diverged at every rate tried and is left out", said);
        Assert.True(Read("bad", task).Header.Diverged);
    }

    [Fact]
    public void Train_OneOfAStackDiverges_LeavesTheOthersAsTheyAre()
    {
        ProxyTask[] tasks = [Task(0, [1, 0], 1), Task(1, [0.25, 0.75], 2), Task(2, [0.5, 0.5], 1)];
        Train("sound", tasks);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Trainer("sick").Train(tasks, p => { if (p.Step == 10) stop.Cancel(); }, _ => { }, stop.Token));
        var part = Assert.Single(Directory.GetFiles(Path.Combine(_folder, "sick"), tasks[1].Key + "*"));
        var saved = Checkpoint.Read(part, s_size, 64);
        saved.Weights[3] = float.NaN;
        saved.Write(part);
        var said = new List<string>();
        Trainer("sick").Train(tasks, _ => { }, said.Add, TestContext.Current.CancellationToken);
        Assert.Equal(["proxy 1 diverged; it is trained again at 33 % of the learning rate"], said);
        foreach (var task in new[] { tasks[0], tasks[2] }) Assert.Equal(Weights("sound", task), Weights("sick", task));
        var retried = Read("sick", tasks[1]).Header;
        Assert.False(retried.Diverged);
        Assert.Equal(1.0 / 3, retried.RateFactor, 6);
        Assert.All(Weights("sick", tasks[1]), w => Assert.True(float.IsFinite(w)));
    }

    [Fact]
    public void Read_OtherArchitecture_SaysSo()
    {
        var task = Task(0, [1, 0], 1);
        Train("one", [task]);
        var error = Assert.Throws<InputException>(() => Checkpoint.Read(ProxyTrainer.PathOf(Path.Combine(_folder, "one"), task.Key), s_size with { Layers = 3 }, 64));
        Assert.Contains("another architecture", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutFile_SaysWhereAndWhatToDo()
    {
        var task = Task(0, [1, 0], 1);
        Train("one", [task]);
        var path = ProxyTrainer.PathOf(Path.Combine(_folder, "one"), task.Key);
        using (var file = File.OpenWrite(path)) file.SetLength(file.Length - 100);
        Assert.Contains("cut off at byte", Assert.Throws<InputException>(() => Checkpoint.Read(path, s_size, 64)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "something else");
        Assert.Contains("not a checkpoint", Assert.Throws<InputException>(() => Checkpoint.Read(path, s_size, 64)).Message, StringComparison.Ordinal);
    }

    static ProxyTask Task(int index, double[] weights, int seed) => new(index, $"key{index}-{seed}", weights, seed);

    static TokenPool[] Pools() => [Pool("a", 1), Pool("b", 2)];

    // Text with something to learn: a token tells the next one, by a rule of the domain's own.
    static TokenPool Pool(string name, int seed)
    {
        var random = new Random(seed);
        var tokens = new ushort[2000];
        for (var i = 1; i < tokens.Length; i++) tokens[i] = (ushort)(random.Next(10) == 0 ? random.Next(64) : (tokens[i - 1] * 5 + seed) % 64);
        return new(name, tokens, s_size.Context, 1);
    }

    ProxyTrainer Trainer(string name) => new(s_plan, Pools(), Path.Combine(_folder, name), CPU);

    void Train(string name, ProxyTask[] tasks) => Trainer(name).Train(tasks, _ => { }, _ => { }, TestContext.Current.CancellationToken);

    Checkpoint Read(string name, ProxyTask task) => Checkpoint.Read(ProxyTrainer.PathOf(Path.Combine(_folder, name), task.Key), s_size, 64);

    float[] Weights(string name, ProxyTask task) => Read(name, task).Weights;
}
