namespace Telemetry.Alerting.Receivers;

/// <summary>One of the things that a page says.</summary>
/// <param name="Key">Its name in structured messages: <c>first_action</c>.</param>
/// <param name="Title">Its name for people: <c>First action</c>.</param>
/// <param name="Text">What is said; lines of a list are separated by line feeds.</param>
internal sealed record PageSection(string Key, string Title, string Text);
