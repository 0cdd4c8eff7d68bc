using Xunit;

namespace Telemetry.Testing;

/// <summary>A test on the outside corpus; skipped with a reason where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute() => Skip = Corpus.Root is null ? CorpusAbsent.Reason : null;
}

/// <summary>A theory on the outside corpus; skipped with a reason where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CorpusTheoryAttribute : TheoryAttribute
{
    public CorpusTheoryAttribute() => Skip = Corpus.Root is null ? CorpusAbsent.Reason : null;
}

internal static class CorpusAbsent
{
    public const string Reason = "The corpus is absent: set TELEMETRY_CORPUS to its folder (see CONTRIBUTING.md).";
}
