namespace ShopSupport.Core.Sync;

/// <summary>How the Admin API writes what webhooks write otherwise.</summary>
internal static class NodeFields
{
    /// <summary>An enum's value as webhooks write it: in small letters.</summary>
    public static string? Word(this Payload node, string name, int most = 40) => node.Text(name, most)?.ToLowerInvariant();

    /// <summary>The objects of a connection; none where it was not asked for.</summary>
    public static IEnumerable<Payload> Nodes(this Payload node, string connection) => node.Child(connection)?.Children("nodes") ?? [];

    /// <summary>True when a connection holds more than what stands there.</summary>
    public static bool IsCut(this Payload node, string connection) => node.Child(connection)?.Child("pageInfo")?.Flag("hasNextPage") ?? false;

    /// <summary>The number of another object, of which only the id was asked for.</summary>
    public static long? IdOf(this Payload node, string name) => node.Child(name)?.OwnId();

    /// <summary>An amount in the shop's money.</summary>
    public static long? ShopMoney(this Payload node, string name, string currency) => node.Child(name)?.Child("shopMoney")?.OptionalMoney("amount", currency);
}
