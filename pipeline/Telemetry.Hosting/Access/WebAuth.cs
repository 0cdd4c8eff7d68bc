namespace Telemetry.Hosting.Access;

/// <summary>Who may use the HTTP port.</summary>
public enum WebAuth
{
    /// <summary>Whoever reaches it.</summary>
    None,

    /// <summary>Whoever knows a token.</summary>
    Token,

    /// <summary>Whoever a proxy in front has let in; it says in a header who that is.</summary>
    Proxy,
}
