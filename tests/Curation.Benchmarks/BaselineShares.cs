using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace Curation.Benchmarks;

/// <summary>
/// Every benchmark of the classes whose names contain a word, as a share of the baseline's rate in the same process: turns alternate and the
/// best processor time of each counts, so that a machine that others share changes little.
/// </summary>
/// <remarks><c>shares WORD [TURNS]</c></remarks>
static class BaselineShares
{
    public static int Run(string[] arguments)
    {
        var turns = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 7;
        var types = typeof(BaselineShares).Assembly.GetTypes().Where(t => t.Name.Contains(arguments[0], StringComparison.OrdinalIgnoreCase) && Methods(t).Any(IsBaseline));
        foreach (var type in types)
            foreach (var parameter in Parameters(type)) Measure(type, parameter, turns);
        return 0;
    }

    static void Measure(Type type, (PropertyInfo Property, object? Value)? parameter, int turns)
    {
        var instance = Activator.CreateInstance(type)!;
        if (parameter is { } p) p.Property.SetValue(instance, p.Value);
        foreach (var setup in With<GlobalSetupAttribute>(type)) setup.Invoke(instance, null);
        var methods = Methods(type).OrderByDescending(IsBaseline).ToArray();
        var best = new double[methods.Length];
        Array.Fill(best, double.MaxValue);
        // The first turn compiles and is not counted.
        for (var turn = -1; turn < turns; turn++)
            for (var m = 0; m < methods.Length; m++)
            {
                var seconds = Seconds(() => methods[m].Invoke(instance, null));
                if (turn >= 0) best[m] = Math.Min(best[m], seconds);
            }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{type.Name} {parameter?.Value}: {methods[0].Name} {best[0] * 1000:0} ms"));
        for (var m = 1; m < methods.Length; m++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {methods[m].Name}: {best[m] * 1000:0} ms, {best[0] / best[m]:0.0000} of the baseline's rate"));
        foreach (var cleanup in With<GlobalCleanupAttribute>(type)) cleanup.Invoke(instance, null);
    }

    static IEnumerable<MethodInfo> Methods(Type type) => With<BenchmarkAttribute>(type);

    static IEnumerable<MethodInfo> With<T>(Type type) where T : Attribute => type.GetMethods().Where(m => m.GetCustomAttribute<T>() is not null);

    static bool IsBaseline(MethodInfo method) => method.GetCustomAttribute<BenchmarkAttribute>()!.Baseline;

    static IEnumerable<(PropertyInfo Property, object? Value)?> Parameters(Type type)
    {
        var property = type.GetProperties().FirstOrDefault(p => p.GetCustomAttribute<ParamsAttribute>() is not null);
        return property is null ? [null] : property.GetCustomAttribute<ParamsAttribute>()!.Values.Select(v => ((PropertyInfo, object?)?)(property, v));
    }

    static double Seconds(Action action)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        action();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }
}
