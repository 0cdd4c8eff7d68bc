using Telemetry.Alerting.Receivers.Slack;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>Makes a Slack receiver of its section.</summary>
internal static class SlackTranslation
{
    /// <summary>The receiver.</summary>
    public static SlackOptions Of(SlackSection section, SectionContext context)
    {
        var options = new SlackOptions();
        options.SendResolved = section.SendResolved ?? options.SendResolved;
        options.HttpConfig = context.Http(section.HttpConfig);
        (options.ApiUrl, options.ApiUrlFile) = context.Secret((section.ApiUrl, section.ApiUrlFile), (context.Global.SlackApiUrl, context.Global.SlackApiUrlFile));
        options.Channel = section.Channel ?? options.Channel;
        options.Username = section.Username ?? options.Username;
        options.Color = section.Color ?? options.Color;
        options.Title = section.Title ?? options.Title;
        options.TitleLink = section.TitleLink ?? options.TitleLink;
        options.Pretext = section.Pretext ?? options.Pretext;
        options.Text = section.Text ?? options.Text;
        options.Fields = section.Fields.ConvertAll(field => new SlackFieldOptions { Title = field.Title ?? "", Value = field.Value ?? "", Short = field.Short });
        options.ShortFields = section.ShortFields;
        options.Footer = section.Footer ?? options.Footer;
        options.Fallback = section.Fallback ?? options.Fallback;
        options.CallbackId = section.CallbackId ?? options.CallbackId;
        options.IconEmoji = section.IconEmoji ?? options.IconEmoji;
        options.IconUrl = section.IconUrl ?? options.IconUrl;
        options.ImageUrl = section.ImageUrl ?? options.ImageUrl;
        options.ThumbUrl = section.ThumbUrl ?? options.ThumbUrl;
        options.LinkNames = section.LinkNames;
        options.MrkdwnIn = section.MrkdwnIn ?? options.MrkdwnIn;
        options.Actions = section.Actions.ConvertAll(Of);
        return options;
    }

    private static SlackActionOptions Of(SlackActionSection action) => new()
    {
        Type = action.Type ?? "",
        Text = action.Text ?? "",
        Url = action.Url ?? "",
        Style = action.Style ?? "",
        Name = action.Name ?? "",
        Value = action.Value ?? "",
    };
}
