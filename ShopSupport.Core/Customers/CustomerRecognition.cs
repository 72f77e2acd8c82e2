using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Customers;

/// <summary>Whose a handle is. The statements take <see cref="Handles"/>' parameters beside <c>@ShopId</c>, and join others' round trips.</summary>
internal static class CustomerRecognition
{
    private const int NameLength = 255;

    private static readonly SqlFile Sql = SqlFile.Load("Customers.Handles.sql");

    /// <summary>
    /// The customer with one of the handles: by a channel's own id, then by whom Shopify now gives the mail address or the
    /// number, then by who was reached there before. The first row that is not null.
    /// </summary>
    public static SqlText Recognise { get; } = Sql["recognise"];

    /// <summary>Remembers the handles as customer <c>@CustomerId</c>'s, seen <c>@At</c> and vouched for or not by <c>@IsVerified</c>; one that is somebody else's already stays theirs.</summary>
    public static SqlText Remember { get; } = Sql["remember"];

    /// <summary>A stranger becomes a customer of the shop's, though not of Shopify's, with a profile of what they say of themselves.</summary>
    public static Task<CustomerId> AddAsync(WriteTransaction transaction, ShopId shopId, Handles profile, string? name, CancellationToken cancel)
    {
        var filled = Excerpt.Of(name, NameLength) is { Length: > 0 } text ? text : null;
        return transaction.FindAsync<CustomerId>(
            Sql["add_customer"].Then(CustomerWords.AddHere),
            new
            {
                ShopId = shopId,
                Name = filled,
                Email = profile.Mail?.Value,
                Phone = profile.Phone?.Value,
                Words = CustomerWords.Of(shopId, null, filled, profile.Mail?.Value, profile.Phone?.Value),
            },
            cancel);
    }
}

/// <summary>The ways in which one message says its writer can be reached.</summary>
internal sealed record Handles(Handle? Id, Handle? Mail, Handle? Phone)
{
    public bool IsEmpty => Id is null && Mail is null && Phone is null;
}
