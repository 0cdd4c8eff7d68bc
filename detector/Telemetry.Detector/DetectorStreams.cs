using Telemetry.Transport;

namespace Telemetry.Detector;

/// <summary>What the detector reads from and writes to. Register another one before the detector to have it write through a <see cref="PatientTransport"/>.</summary>
/// <param name="Transport">Streams and state.</param>
public sealed record DetectorStreams(IStreamTransport Transport);
