namespace ShopSupport.Core.Actions.Customers;

/// <summary>The tags that mark a customer as one to be careful with; which one a shop writes follows its country.</summary>
public static class CareTags
{
    internal const string Japanese = "要注意";
    internal const string English = "Careful";

    /// <summary>True for a tag that marks a customer so, in whatever case it was typed.</summary>
    public static bool Contain(string tag) => tag.Equals(Japanese, StringComparison.OrdinalIgnoreCase) || tag.Equals(English, StringComparison.OrdinalIgnoreCase);
}
