using System.CommandLine;
using Microsoft.Extensions.Logging;
using Telemetry.Cli.Settings;
using Telemetry.Hosting.Diagnostics;
using Telemetry.Transport;
using Telemetry.Transport.Kafka.Topics;

namespace Telemetry.Cli.Commands;

/// <summary><c>telemetry topics check|create</c>.</summary>
internal static class TopicsCommand
{
    public static Command Create() => new("topics", "Checks or creates the Kafka topics of the streams.")
    {
        Create("check", "Says for each topic whether it is there and fit.", (tool, output) => tool.CheckAsync(output)),
        Create("create", "Creates what is missing; on a broker too old for that, prints the lines that do.", (tool, output) => tool.CreateAsync(output)),
    };

    private static Command Create(string name, string description, Func<TopicsTool, TextWriter, Task<int>> run)
    {
        var command = new Command(name, description);
        var arguments = new SettingsArguments();
        arguments.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            if (arguments.Load(parsed, Console.Error, defaultCluster: "unnamed") is not { } settings) return SettingsArguments.UsageError;
            using var loggers = LoggerFactory.Create(logging => ConsoleLogs.Configure(logging, settings.Log));
            try
            {
                return await run(new TopicsTool(settings.Kafka ?? new(), loggers), Console.Out);
            }
            catch (TransportException failure)
            {
                await Console.Error.WriteLineAsync(failure.Message);
                return 1;
            }
        });
        return command;
    }
}
