using System.Reflection;
using ShopSupport.Core;
using ShopSupport.Core.Storage;

namespace ShopSupport.Tests.Storage;

public sealed class GeneratedSqlTests
{
    [Fact]
    public void Every_generated_statement_can_be_listed()
    {
        var listed = GeneratedSql.List();

        Assert.All(SyncCatalogue.Projections.SelectMany(p => p.Generated), sql => Assert.Contains(sql, listed));
        Assert.Contains(listed, sql => sql is { Table: "order_lines", Purpose: "upsert" });
        Assert.Contains(listed, sql => sql is { Table: "deliveries", Purpose: "upsert" });
        Assert.Equal(listed.Count, listed.DistinctBy(sql => (sql.Table, sql.Purpose)).Count());
        Assert.DoesNotContain(listed, sql => sql.Text.Sqlite.Length == 0 || sql.Text.SqlServer.Length == 0);
    }

    [Fact]
    public void A_key_travels_as_a_text_that_can_be_hashed()
    {
        var keyed = GeneratedSql.List().Where(sql => sql is { Table: "fetch_requests", Purpose: "versions" or "upsert" }).Select(sql => sql.Text.SqlServer).ToList();

        Assert.Equal(2, keyed.Count);
        Assert.All(keyed, text => Assert.Contains("resource NVARCHAR(400) '$.resource'", text, StringComparison.Ordinal));
        Assert.Contains("reason NVARCHAR(MAX) '$.reason'", keyed[0] + keyed[1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_generates_statements_stands_where_it_is_found()
    {
        const BindingFlags any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var hidden = typeof(GeneratedSql).Assembly.GetTypes()
            .Where(type => !typeof(IGeneratesSql).IsAssignableFrom(type) && !type.Name.StartsWith('<'))
            .SelectMany(type => type.GetFields(any))
            .Where(field => typeof(IGeneratesSql).IsAssignableFrom(field.FieldType) && (!field.IsStatic || field.DeclaringType!.ContainsGenericParameters))
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}");

        Assert.Empty(hidden);
    }
}
