using System.Text.RegularExpressions;
using ShopSupport.Core.Queue.Azure;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Deploy;

/// <summary>The queues that Azure makes and scales by are those that the desk uses.</summary>
public sealed class StorageNamesTests
{
    [Fact]
    public async Task The_queues_that_are_made_are_those_that_deliveries_wait_in()
    {
        var shared = await File.ReadAllTextAsync(Path.Combine(SourceFile.Root, "infra", "azure", "modules", "shared.bicep"));
        var made = Regex.Match(shared, @"map\(\[(?<lanes>[^\]]+)\], lane => map\(range\(0, (?<count>\d+)\)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        var lanes = made.Groups["lanes"].Value.Split(',', StringSplitOptions.TrimEntries).Select(lane => lane.Trim('\''));
        var count = int.Parse(made.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(
            AzureQueue.QueueNames.Order(StringComparer.Ordinal),
            lanes.SelectMany(lane => Enumerable.Range(0, count).Select(number => $"{lane}-{number}")).Order(StringComparer.Ordinal));
    }
}
