namespace Telemetry.EndToEnd.Alerting;

/// <summary>One row of the table of cases: a situation, and what must come of it.</summary>
internal sealed record AlertCase
{
    /// <summary>Id as in the table: P for parity with Alertmanager 0.25, X for what it fails at.</summary>
    public required string Id { get; init; }

    /// <summary>The situation in a few words.</summary>
    public required string Situation { get; init; }

    /// <summary>The life that the processes lead meanwhile.</summary>
    public required CaseLife Life { get; init; }

    /// <summary>Keys of the case's route, YAML lines without indentation; its matcher and receiver are added.</summary>
    public required string Route { get; init; }

    /// <summary>Keys that only ours has, added for ours.</summary>
    public string OursOnly { get; init; } = "";

    /// <summary>Receivers as YAML lines; <c>{S}</c> stands for the stand-in's address and the case.</summary>
    public string Receivers { get; init; } = "";

    /// <summary>What is done, and when.</summary>
    public required IReadOnlyList<CaseStep> Steps { get; init; }

    /// <summary>How the stand-in answers; null for 200 to everything.</summary>
    public Func<CaseRequest, CaseAnswer>? Answers { get; init; }

    /// <summary>What is wrong with our trace beside Alertmanager's; null where nothing is.</summary>
    public required Func<CaseTrace, CaseTrace, string?> Judge { get; init; }

    /// <summary>The receivers that are written into the settings.</summary>
    public string ReceiversOrDefault => Receivers.Length > 0 ? Receivers : $$"""
        - name: {{Id}}
          webhook_configs:
          - url: '{S}/w'
            send_resolved: true
        """;

    /// <inheritdoc/>
    public override string ToString() => $"{Id}: {Situation}";
}
