using GraphQL.Types;
using ShopSupport.Simulator.Schema;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Simulator.Schema;

public sealed class AdminSchemaTests
{
    [Fact]
    public void The_schema_has_the_types_that_Shopify_published()
    {
        var order = Assert.IsAssignableFrom<IObjectGraphType>(AdminSchema.Bare.AllTypes["Order"]);

        Assert.Equal("QueryRoot", AdminSchema.Bare.Query.Name);
        Assert.NotNull(AdminSchema.Bare.Mutation?.Fields.Find("bulkOperationRunQuery"));
        Assert.Contains(order.ResolvedInterfaces, type => string.Equals(type.Name, "Node", StringComparison.Ordinal));
        Assert.Equal("OrderDisplayFulfillmentStatus!", order.Fields.Find("displayFulfillmentStatus")?.ResolvedType?.ToString());
    }

    [Theory]
    [InlineData("{ shop { nam } }", "Did you mean 'name'")]
    [InlineData("{ orders(frist: 1) { nodes { id } } }", "Did you mean 'first'")]
    [InlineData("{ orders(sortKey: UPDATED) { nodes { id } } }", "UPDATED")]
    [InlineData("{ order { id } }", "id")]
    [InlineData("{ orders(first: 1) { nodes } }", "nodes")]
    [InlineData("{ customer(id: \"gid://shopify/Customer/1\") { email } }", "The field 'email' is deprecated.")]
    [InlineData("{ shop { name }", "Expected")]
    public async Task What_the_schema_does_not_know_is_refused(string document, string why) =>
        Assert.Contains(await AdminDocument.ProblemsAsync(document, CancellationToken.None), problem => problem.Contains(why, StringComparison.Ordinal));

    [Fact]
    public async Task Every_document_of_the_app_is_one_that_Shopify_takes()
    {
        var documents = SourceFile.Files("ShopSupport.Core", "*.graphql").ToList();

        Assert.True(documents.Count > 10);
        var problems = new List<string>();
        foreach (var document in documents)
        {
            problems.AddRange((await AdminDocument.ProblemsAsync(document.Text, CancellationToken.None)).Select(problem => $"{document.Path}: {problem}"));
        }

        Assert.Empty(problems);
    }
}
