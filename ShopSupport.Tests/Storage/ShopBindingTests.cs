using ShopSupport.Tests.Storage.TSql;

namespace ShopSupport.Tests.Storage;

/// <summary>Which statements are taken to keep to one shop, shown on examples.</summary>
public sealed class ShopBindingTests
{
    [Theory]
    [InlineData("SELECT id FROM orders WHERE shop_id = @ShopId AND id = @Id")]
    [InlineData("SELECT id FROM orders WHERE (@ShopId = shop_id) AND (id = 1 OR id = 2)")]
    [InlineData("SELECT id FROM shops WHERE domain = @Domain")]
    [InlineData("SELECT c.id FROM conversations c LEFT JOIN agents a ON a.shop_id = c.shop_id AND a.id = c.assignee_id WHERE c.shop_id = @ShopId")]
    [InlineData("SELECT c.id FROM agents a JOIN conversations c ON c.shop_id = a.shop_id JOIN messages m ON m.shop_id = c.shop_id WHERE m.shop_id = @ShopId")]
    [InlineData("SELECT o.id FROM members f CROSS JOIN orders o WHERE o.shop_id = @ShopId", "WITH members AS (SELECT 1 AS id) ")]
    [InlineData("SELECT o.id FROM mine m JOIN orders o ON o.shop_id = m.s", "WITH mine (s) AS (SELECT shop_id FROM customers WHERE shop_id = @ShopId) ")]
    [InlineData("SELECT x.id FROM (SELECT id FROM orders WHERE shop_id = @ShopId UNION ALL SELECT id FROM returns WHERE shop_id = @ShopId) x")]
    [InlineData("SELECT o.id, (SELECT SUM(r.amount_minor) FROM refunds r WHERE r.shop_id = o.shop_id) FROM orders o WHERE o.shop_id = @ShopId")]
    [InlineData("SELECT o.id FROM orders o CROSS APPLY (SELECT TOP (1) r.id FROM refunds r WHERE r.shop_id = o.shop_id ORDER BY r.id) x WHERE o.shop_id = @ShopId")]
    [InlineData("SELECT d.tries FROM deliveries d JOIN OPENJSON(@Rows) WITH (shop_id BIGINT '$.s') r ON d.shop_id = r.shop_id")]
    [InlineData("INSERT INTO agents (shop_id, handle) SELECT @ShopId, @Handle WHERE NOT EXISTS (SELECT 1 FROM agents WHERE shop_id = @ShopId)")]
    [InlineData("INSERT INTO agents (handle, shop_id) VALUES (@Handle, @ShopId), (@Other, @ShopId)")]
    [InlineData("INSERT INTO agents (shop_id) SELECT o.shop_id FROM orders o WHERE o.shop_id = @ShopId")]
    [InlineData("UPDATE t SET tries = r.tries FROM deliveries t JOIN OPENJSON(@Rows) WITH (shop_id BIGINT, tries INT) r ON t.shop_id = r.shop_id")]
    [InlineData("DELETE FROM best_sellers WHERE shop_id = @ShopId")]
    [InlineData("UPDATE queue_messages SET tries = 1 WHERE id = @Id")]
    [InlineData("IF NOT EXISTS (SELECT 1 FROM sys.tables WHERE name = 'x') SELECT 1")]
    public void A_statement_that_keeps_to_a_shop_passes(string text, string with = "") => Assert.Empty(ShopBinding.Unbound(with + text));

    [Theory]
    [InlineData("SELECT id FROM orders", "orders")]
    [InlineData("SELECT id FROM orders WHERE id = @ShopId", "orders")]
    [InlineData("SELECT id FROM orders WHERE shop_id = @ShopId OR id = 1", "orders")]
    [InlineData("SELECT id FROM orders WHERE NOT shop_id = @ShopId", "orders")]
    [InlineData("SELECT id FROM orders WHERE shop_id = COALESCE(@ShopId, shop_id)", "orders")]
    [InlineData("SELECT id FROM orders WHERE shop_id = shop_id", "orders")]
    [InlineData("SELECT id FROM shops", "shops")]
    [InlineData("SELECT c.id FROM conversations c JOIN agents a ON a.id = c.assignee_id WHERE c.shop_id = @ShopId", "agents a")]
    [InlineData("SELECT c.id FROM conversations c LEFT JOIN agents a ON c.shop_id = @ShopId AND a.shop_id = @ShopId", "conversations c")]
    [InlineData("SELECT c.id FROM conversations c FULL JOIN agents a ON c.shop_id = a.shop_id AND a.shop_id = @ShopId", "conversations c", "agents a")]
    [InlineData("SELECT (SELECT MAX(r.id) FROM refunds r WHERE r.shop_id = @ShopId AND r.shop_id = o.shop_id) FROM orders o", "orders o")]
    [InlineData("SELECT id FROM orders WHERE shop_id = @ShopId AND customer_id IN (SELECT id FROM customers)", "customers")]
    [InlineData("SELECT id FROM orders WHERE shop_id = @ShopId UNION SELECT id FROM returns", "returns")]
    [InlineData("SELECT x.id FROM (SELECT id FROM orders) x", "orders")]
    [InlineData("WITH x AS (SELECT shop_id FROM orders) SELECT r.id FROM x JOIN refunds r ON r.shop_id = x.shop_id", "orders", "refunds r")]
    [InlineData("SELECT v.id FROM OPENJSON(@Ids) WITH (id BIGINT) w JOIN variants v ON v.id = w.id", "variants v")]
    [InlineData("INSERT INTO agents (handle) VALUES (@Handle)", "agents (inserted)")]
    [InlineData("INSERT INTO agents (shop_id, handle) VALUES (@ShopId, @Handle), (7, @Other)", "agents (inserted)")]
    [InlineData("INSERT INTO agents (shop_id, handle) SELECT @Id, @ShopId", "agents (inserted)")]
    [InlineData("UPDATE orders SET name = @ShopId", "orders")]
    [InlineData("UPDATE orders SET name = (SELECT MAX(name) FROM returns) WHERE shop_id = @ShopId", "returns")]
    [InlineData("UPDATE orders SET shop_id = @Other WHERE shop_id = @ShopId", "shop_id=@Other moves a row to another shop")]
    [InlineData("DELETE t FROM order_lines t JOIN OPENJSON(@Rows) WITH (shop_id BIGINT) r ON t.id = r.shop_id", "order_lines t")]
    [InlineData("IF EXISTS (SELECT 1 FROM orders) SELECT 1", "orders")]
    public void A_statement_that_reaches_other_shops_is_found(string text, params string[] unbound) =>
        Assert.Equal(unbound, ShopBinding.Unbound(text), StringComparer.Ordinal);

    [Fact]
    public void A_table_that_no_migration_makes_is_not_passed_over() =>
        Assert.Throws<FormatException>(() => ShopBinding.Unbound("SELECT id FROM order_shadows WHERE shop_id = @ShopId"));

    [Theory]
    [InlineData("INSERT INTO agents (shop_id) VALUES (@ShopId) ON CONFLICT (shop_id) DO UPDATE SET name = 'a'", "INSERT INTO agents (shop_id) VALUES (@ShopId) ")]
    [InlineData("UPDATE q SET a = 1 WHERE id IN (SELECT id FROM q ORDER BY id LIMIT @Take) RETURNING id", "UPDATE q SET a = 1 WHERE id IN (SELECT id FROM q ORDER BY id OFFSET 0 ROWS FETCH NEXT @Take ROWS ONLY) ")]
    [InlineData("SELECT 1 FROM json_each(@Ids) w CROSS JOIN t v ON v.id = w.id", "SELECT 1 FROM json_each(@Ids) w JOIN t v ON v.id = w.id")]
    public void SQLites_own_words_are_put_into_T_SQL(string sqlite, string text) => Assert.Equal(text, SqlTexts.InTSql(sqlite));
}
