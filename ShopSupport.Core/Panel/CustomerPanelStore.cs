using System.Text;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Panel;

/// <summary>The customer's side of the screen.</summary>
public sealed class CustomerPanelStore(Database database)
{
    private static readonly SqlFile Sql = SqlFile.Load("Panel.CustomerPanel.sql");

    /// <summary>All statements of the panel, run together; each begins with who the customer was merged with.</summary>
    internal static SqlText Panel { get; } = Composed();

    /// <summary>
    /// All about one customer (our id). A customer who was merged is shown as the one who was kept, with the orders,
    /// subscriptions and conversations of all of them. Null when this shop has no such customer.
    /// </summary>
    public Task<CustomerPanel?> FindAsync(ShopId shopId, CustomerId customerId, PanelQuestion question, CancellationToken cancel) =>
        database.QueryManyAsync(
            Panel,
            new
            {
                ShopId = shopId,
                CustomerId = customerId,
                ExceptConversationId = question.Except ?? default,
                Never = Instants.BeforeAll,
                Name1 = Numbered(question.Names.ElementAtOrDefault(0)),
                Name2 = Numbered(question.Names.ElementAtOrDefault(1)),
                Name3 = Numbered(question.Names.ElementAtOrDefault(2)),
                Product1 = question.Products.ElementAtOrDefault(0),
                Product2 = question.Products.ElementAtOrDefault(1),
                Product3 = question.Products.ElementAtOrDefault(2),
                Orders = question.IsWhole ? CustomerPanel.Most : CustomerPanel.FirstOrders,
                Conversations = question.IsWhole ? CustomerPanel.Most : CustomerPanel.FirstConversations,
            },
            CustomerPanelReader.ReadAsync,
            cancel);

    // A shop puts what it likes around the number. Only one customer's orders are compared, along that customer's index.
    private static string Numbered(string? name) =>
        string.Concat((name ?? "").Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit)) is { Length: > 0 } digits ? $"%{digits}%" : "";

    private static SqlText Composed()
    {
        var family = Sql["family"];
        var parts = CustomerPanelReader.Parts.Select(part => Sql[part]).ToList();
        return new SqlText(
            string.Join(";\n", parts.Select(part => $"{family.Sqlite}\n{part.Sqlite}")),
            string.Join(";\n", parts.Select(part => $"{family.SqlServer}\n{part.SqlServer}")));
    }
}
