using System.CommandLine;
using System.Globalization;
using Curation.Cli.Executors;
using Curation.Cli.Planning;
using Curation.Cli.Running;
using Curation.Core.Errors;
using Curation.Core.Planning;

namespace Curation.Cli.Commands;

/// <summary><c>curate plan RUN.json --cores N --crawl-size S</c>: what a run over a larger input will take, from the rates of a finished one.</summary>
static class PlanCommand
{
    public static Command Create()
    {
        var file = Arguments.RunFile();
        var cores = new Option<int>("--cores") { Description = "Tasks at a time on the cluster.", Required = true };
        var size = new Option<string>("--crawl-size") { Description = "Stored bytes of the input to plan for, such as 80TB.", Required = true };
        var start = new Option<double>("--start-seconds") { Description = "From a job's start by the scheduler to its first byte read.", DefaultValueFactory = _ => 2 };
        var failures = new Option<double?>("--failure-rate") { Description = "Share of attempts that are lost. Default: the pilot's." };
        var seed = new Option<long>("--seed") { Description = "Seed of the simulation.", DefaultValueFactory = _ => 42 };
        var core = Price("--core-hour", "Price of a core for an hour.");
        var gpu = Price("--gpu-hour", "Price of a GPU for an hour.");
        var month = Price("--storage-month", "Price of 1 TB stored for a month.");
        var reads = Price("--reads", "Price of a thousand requests that read.");
        var writes = Price("--writes", "Price of a thousand requests that write or list.");
        var json = new Option<bool>("--json") { Description = "One JSON object a step, then one of the run." };
        cores.Validators.Add(r => { if (r.GetValue(cores) < 1) r.AddError("--cores: expected at least 1"); });
        start.Validators.Add(r => { if (!(r.GetValue(start) >= 0)) r.AddError("--start-seconds: expected 0 or more"); });
        failures.Validators.Add(r => { if (r.GetValue(failures) is { } rate && !(rate is >= 0 and <= 0.9)) r.AddError("--failure-rate: expected 0 to 0.9"); });
        var command = new Command("plan", "Predicts tasks, hours, memory, storage, requests and cost of a larger input from a finished pilot run of the same run file.")
        { file, cores, size, start, failures, seed, core, gpu, month, reads, writes, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new ForecastOptions
            {
                Cores = parsed.GetRequiredValue(cores),
                Bytes = ByteSize.Parse(parsed.GetRequiredValue(size)),
                StartSeconds = parsed.GetValue(start),
                FailureRate = parsed.GetValue(failures),
                Seed = parsed.GetValue(seed),
                CoreHour = parsed.GetValue(core),
                GpuHour = parsed.GetValue(gpu),
                StorageMonth = parsed.GetValue(month),
                Reads = parsed.GetValue(reads),
                Writes = parsed.GetValue(writes),
            };
            var setup = await RunSetup.LoadAsync(parsed.GetRequiredValue(file), null, cancellationToken).ConfigureAwait(false);
            var pilot = await Pilot.ReadAsync(setup.Context, setup.Steps, setup.Runner, cancellationToken).ConfigureAwait(false);
            var forecast = new Forecaster(setup.Context, pilot, (step, tasks, seconds) => JobSizes.TasksPerJob(setup.Context, step, tasks, seconds)).Run(options);
            if (parsed.GetValue(json)) ForecastPrinter.WriteJson(Console.Out, forecast);
            else
            {
                await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{ByteSize.Text(options.Bytes)} are {forecast.Scale:n0} times the pilot's {ByteSize.Text(pilot.Bytes)}; {options.Cores:n0} tasks at a time")).ConfigureAwait(false);
                ForecastPrinter.Write(Console.Out, forecast, options.CoreHour + options.GpuHour + options.StorageMonth + options.Reads + options.Writes > 0);
            }
            return ExitCode.Done;
        });
        return command;
    }

    static Option<double> Price(string name, string description)
    {
        var option = new Option<double>(name) { Description = description };
        option.Validators.Add(r => { if (!(r.GetValue(option) >= 0)) r.AddError($"{name}: expected 0 or more"); });
        return option;
    }
}
