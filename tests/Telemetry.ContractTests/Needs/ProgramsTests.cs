using Telemetry.Testing;
using Xunit;

namespace Telemetry.ContractTests.Needs;

/// <summary>Whether a test that needs a real program may be skipped.</summary>
public sealed class ProgramsTests
{
    private const string Missing = "no-such-program";

    [Fact]
    public void Program_ThatIsMissing_IsAReasonToSkipThatNamesIt() =>
        Assert.Contains(Missing, Programs.ReasonToSkip(arePromised: false, "sh", Missing), StringComparison.Ordinal);

    [Fact]
    public void Program_ThatIsPromised_IsNoReasonToSkipThoughItIsMissing() => Assert.Null(Programs.ReasonToSkip(arePromised: true, Missing));

    [Fact]
    public void Program_ThatIsHere_IsNoReasonToSkip() => Assert.Null(Programs.ReasonToSkip(arePromised: false, "sh"));

    [Fact]
    public void Launcher_InContinuousIntegration_PromisesEveryProgram()
    {
        var launcher = File.ReadAllText(Path.Combine(Repository.Root, "telemetry"));
        Assert.Matches("\"\\$\\{CI:-\\}\" = true \\]; then\\s+export TELEMETRY_SERVERS=required", launcher);
        Assert.Contains("export CI=true", File.ReadAllText(Path.Combine(Repository.Root, ".ci", "run")), StringComparison.Ordinal);
    }
}
