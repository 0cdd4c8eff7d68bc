namespace Telemetry.Credentials;

/// <summary>A secret or certificate on our side cannot be used; the message names the file and the cure, never its content.</summary>
public sealed class CredentialsException(string message, Exception? innerException = null) : Exception(message, innerException);
