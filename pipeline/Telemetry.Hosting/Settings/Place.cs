using YamlDotNet.Core;

namespace Telemetry.Hosting.Settings;

/// <summary>Where a node was written: a line and column of a source (from 1), or the source as a whole (line 0).</summary>
internal readonly record struct Place(string Source, long Line = 0, long Column = 0)
{
    public static Place At(string source, Mark mark) => new(source, mark.Line, mark.Column);

    public override string ToString() => Line == 0 ? Source : $"{Source}:{Line}:{Column}";
}
