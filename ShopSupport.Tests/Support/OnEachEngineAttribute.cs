using ShopSupport.Core.Storage;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ShopSupport.Tests.Support;

/// <summary>
/// Marks a test that takes a <see cref="DatabaseProvider"/> and runs once for each. SQL Server runs when
/// <c>SHOPSUPPORT_TEST_SQLSERVER</c> holds a connection string, and is shown as skipped otherwise.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("ShopSupport.Tests.Support.OnEachEngineDiscoverer", "ShopSupport.Tests")]
public sealed class OnEachEngineAttribute : FactAttribute;

/// <summary>Makes one test case for each engine.</summary>
public sealed class OnEachEngineDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var display = discoveryOptions.MethodDisplayOrDefault();
        var options = discoveryOptions.MethodDisplayOptionsOrDefault();
        foreach (var engine in Enum.GetValues<DatabaseProvider>())
        {
            object[] arguments = [engine];
            yield return engine == DatabaseProvider.SqlServer && TestDatabase.SqlServer is null
                ? new XunitSkippedDataRowTestCase(
                    diagnostics, display, options, testMethod, "SHOPSUPPORT_TEST_SQLSERVER holds no connection string.", arguments)
                : new XunitTestCase(diagnostics, display, options, testMethod, arguments);
        }
    }
}
