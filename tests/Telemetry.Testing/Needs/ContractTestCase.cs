using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Telemetry.Testing.Needs;

/// <summary>A case whose class, not its method, says what it needs.</summary>
public sealed class ContractTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Only for the framework's deserializer.")]
    public ContractTestCase()
    {
    }

    public ContractTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.ToRuntimeType().GetCustomAttributes(inherit: true).OfType<NeedAttribute>()
            .Select(need => need.ReasonToSkip).FirstOrDefault(reason => reason is not null)
        ?? base.GetSkipReason(factAttribute);
}
