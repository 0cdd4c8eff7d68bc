using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>One entry of <c>slack_configs</c>; texts are templates.</summary>
public sealed class SlackSection
{
    /// <summary>Whether the end is sent.</summary>
    public bool? SendResolved { get; set; }

    /// <summary>How it is reached; without it the global section's.</summary>
    public HttpSection? HttpConfig { get; set; }

    /// <summary>Incoming webhook.</summary>
    [DataType(DataType.Password)]
    public string? ApiUrl { get; set; }

    /// <summary>File of that address.</summary>
    public string? ApiUrlFile { get; set; }

    /// <summary>Channel or user.</summary>
    public string? Channel { get; set; }

    /// <summary>Name of the sender.</summary>
    public string? Username { get; set; }

    /// <summary>Colour of the bar.</summary>
    public string? Color { get; set; }

    /// <summary>Title.</summary>
    public string? Title { get; set; }

    /// <summary>Where the title leads.</summary>
    public string? TitleLink { get; set; }

    /// <summary>What stands above.</summary>
    public string? Pretext { get; set; }

    /// <summary>Text.</summary>
    public string? Text { get; set; }

    /// <summary>Fields.</summary>
    public List<SlackFieldSection> Fields { get; set; } = [];

    /// <summary>Whether fields stand side by side.</summary>
    public bool ShortFields { get; set; }

    /// <summary>Foot line.</summary>
    public string? Footer { get; set; }

    /// <summary>What notifications show.</summary>
    public string? Fallback { get; set; }

    /// <summary>Id that an action gives back.</summary>
    public string? CallbackId { get; set; }

    /// <summary>Emoji as the sender's picture.</summary>
    public string? IconEmoji { get; set; }

    /// <summary>The sender's picture.</summary>
    public string? IconUrl { get; set; }

    /// <summary>A picture.</summary>
    public string? ImageUrl { get; set; }

    /// <summary>A small picture.</summary>
    public string? ThumbUrl { get; set; }

    /// <summary>Whether names become links.</summary>
    public bool LinkNames { get; set; }

    /// <summary>Parts in Slack's markup.</summary>
    public List<string>? MrkdwnIn { get; set; } = [];

    /// <summary>Buttons.</summary>
    public List<SlackActionSection> Actions { get; set; } = [];
}
