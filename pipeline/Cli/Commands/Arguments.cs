using System.CommandLine;

namespace Curation.Cli.Commands;

/// <summary>Arguments and options that several commands take.</summary>
static class Arguments
{
    public static Argument<string> RunFile() => new("RUN.json") { Description = "The run file." };

    public static Option<int> Workers()
    {
        var option = new Option<int>("--workers")
        {
            Description = "Tasks at a time; results do not depend on it. Default: one a processor core.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) < 1) result.AddError("--workers: expected at least 1");
        });
        return option;
    }

    public static Option<string?> Scratch() => new("--scratch")
    {
        Description = "Local folder for attempts. Default: beside a local output, else the system's temporary folder.",
    };

    public static Option<int?> Metrics()
    {
        var option = new Option<int?>("--metrics") { Description = "Port on 127.0.0.1 that serves the run's progress to Prometheus at /metrics. Default: none." };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is < 1 or > 65535) result.AddError("--metrics: expected a port from 1 to 65535");
        });
        return option;
    }
}
