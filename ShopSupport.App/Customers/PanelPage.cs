using ShopSupport.Core.Panel;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Customers;

/// <summary>The customer's column beside a conversation.</summary>
/// <param name="Customer">Null when nobody was recognised.</param>
/// <param name="ConversationId">The conversation it stands beside.</param>
internal sealed record PanelPage(CustomerPanel? Customer, ConversationId? ConversationId);
