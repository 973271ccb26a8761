using System.Runtime.InteropServices;

namespace Curation.Cli.Running;

/// <summary>
/// Signals that ask for an early, orderly end: of a person, of a scheduler that preempts, and of one that gives notice ahead of its limit. They
/// cancel a token, in place of ending the process at once; what is under way is left at its checkpoint.
/// </summary>
sealed class StopSignals : IDisposable
{
    readonly CancellationTokenSource _stop;
    readonly PosixSignalRegistration[] _registrations;

    public StopSignals(CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The number is SIGUSR1.
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, (PosixSignal)10 }.Select(s => PosixSignalRegistration.Create(s, Stop))];
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _stop.Cancel();
    }
}
