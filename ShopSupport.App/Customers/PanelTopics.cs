using System.Text;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;

namespace ShopSupport.App.Customers;

/// <summary>Tells what a conversation is about by the words of its subject and of what the customer said last.</summary>
internal static class PanelTopics
{
    private static readonly string[] Subscription =
        ["定期", "解約", "休止", "スキップ", "お休み", "次回", "subscription", "subscribe", "pause", "skip", "next delivery", "next box"];

    private static readonly string[] Stock = ["在庫", "入荷", "再販", "売り切れ", "品切れ", "in stock", "restock", "sold out", "available"];

    public static PanelTopic Of(Conversation conversation)
    {
        var last = conversation.Messages.LastOrDefault(message => message.Kind == MessageKind.Customer)?.Body;
        var said = $"{conversation.Row.Subject} {last}".Normalize(NormalizationForm.FormKC);
        return Holds(said, Subscription) ? PanelTopic.Subscription : Holds(said, Stock) ? PanelTopic.Stock : PanelTopic.Order;
    }

    private static bool Holds(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
