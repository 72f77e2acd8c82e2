namespace ShopSupport.Core.Storage;

/// <summary>A property of a row that its table does not hold.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotAColumnAttribute : Attribute;
