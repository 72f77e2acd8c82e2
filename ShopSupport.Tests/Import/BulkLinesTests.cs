using System.Text;
using System.Text.Json;
using ShopSupport.Core.Import;

namespace ShopSupport.Tests.Import;

public sealed class BulkLinesTests
{
    private const string First = """{"id":"gid://shopify/Order/1","name":"#1"}""";
    private const string Second = """{"id":"gid://shopify/Order/2","name":"#2"}""";

    private readonly BulkLines _lines = new(BulkShape.Find(ImportedResource.Orders)!);

    [Fact]
    public void A_root_and_the_children_behind_it_become_one_object()
    {
        var whole = Join(First, Child("LineItem/11", 1), Child("Return/12", 1), Child("LineItem/13", 1), Second);

        Assert.Equal(2, whole.Count);
        Assert.Equal("#1", whole[0].GetProperty("name").GetString());
        Assert.Equal(["gid://shopify/LineItem/11", "gid://shopify/LineItem/13"], Ids(whole[0], "lineItems"));
        Assert.Equal(["gid://shopify/Return/12"], Ids(whole[0], "returns"));
        Assert.Empty(Ids(whole[1], "lineItems"));
        Assert.Empty(Ids(whole[1], "returns"));
    }

    [Fact]
    public void What_a_customer_wrote_makes_no_child_of_a_root()
    {
        var whole = Join("""{"id":"gid://shopify/Order/1","note":"\"__parentId\":\"gid://shopify/Order/9\"","nested":{"__parentId":"gid://shopify/Order/9","id":"gid://shopify/LineItem/9"}}""", Child("LineItem/11", 1));

        Assert.Single(Ids(Assert.Single(whole), "lineItems"));
    }

    [Fact]
    public void Ids_that_are_written_with_escapes_are_the_same_ids()
    {
        var whole = Join("""{"id":"gid:\/\/shopify\/Order\/1"}""", Child("LineItem/11", 1), "  ", "");

        Assert.Single(Ids(Assert.Single(whole), "lineItems"));
    }

    [Fact]
    public void Children_that_stand_elsewhere_are_refused_with_a_reason()
    {
        var e = Assert.Throws<UngroupedLinesException>(() => Join(First, Second, Child("LineItem/11", 1)));

        Assert.Contains("groupObjects", e.Message, StringComparison.Ordinal);
        Assert.Throws<UngroupedLinesException>(() => new BulkLines(BulkShape.Find(ImportedResource.Orders)!).Add(Encoding.UTF8.GetBytes(Child("LineItem/11", 1))));
    }

    [Fact]
    public void A_line_that_is_no_object_is_left_out_with_what_belongs_to_it()
    {
        var whole = Join(First, Child("LineItem/11", 1), """{"id":"gid://shopify/Order/3","name":""", Child("LineItem/31", 3), Second, Child("LineItem/21", 2), "[1]", Child("Metafield/22", 2));

        Assert.Equal(["#1", "#2"], whole.ConvertAll(root => root.GetProperty("name").GetString()!));
        Assert.Equal(["gid://shopify/LineItem/21"], Ids(whole[1], "lineItems"));
        Assert.Equal(3, _lines.Refused);
    }

    private static string Child(string gid, int order) => $$"""{"id":"gid://shopify/{{gid}}","__parentId":"gid://shopify/Order/{{order}}"}""";

    private static List<string> Ids(JsonElement root, string field) =>
        [.. root.GetProperty(field).GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!)];

    private List<JsonElement> Join(params string[] lines)
    {
        var whole = lines.Select(line => _lines.Add(Encoding.UTF8.GetBytes(line))).ToList();
        whole.Add(_lines.End());
        return [.. whole.OfType<byte[]>().Select(root => JsonDocument.Parse(root).RootElement)];
    }
}
