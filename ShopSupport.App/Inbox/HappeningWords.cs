using System.Globalization;
using Microsoft.AspNetCore.Html;
using ShopSupport.App.Words;
using ShopSupport.Core.Panel;

namespace ShopSupport.App.Inbox;

/// <summary>How a thread says what happened to orders and subscriptions.</summary>
internal sealed class HappeningWords(Texts texts, Format format)
{
    /// <summary>What happened, in a sentence.</summary>
    public string Of(HappeningEntry entry)
    {
        var happened = entry.Happened;
        var key = $"happened.{happened.Kind}";
        return happened switch
        {
            { Subject: "order" } => texts.Of(key, entry.Order?.Name ?? happened.Name, Changed(happened, entry.Order)),
            { Kind: "deleted" } => texts["happened.contract_deleted"],
            { Kind: "skipped" or "unskipped", DueAt: null } => texts.Of(key + "_some", Goods(entry.Subscription)),
            { WasAt: var was, DueAt: var due } => texts.Of(key, Goods(entry.Subscription), due is { } on ? format.Day(on) : "", was is { } before ? format.Day(before) : ""),
        };
    }

    /// <summary>The drawing beside it.</summary>
    public static IHtmlContent IconOf(HappeningEntry entry) => entry.Happened.Kind switch
    {
        "edited" => Icons.Draft,
        "deleted" or "payment_failed" or "payment_challenged" or "failed" => Icons.Alert,
        "skipped" or "unskipped" or "moved" or "paused" => Icons.Clock,
        _ when entry.Happened.Subject is "contract" => Icons.Sync,
        _ => Icons.Undo,
    };

    // Which subscription, by the first of what it sends.
    private string Goods(PanelSubscription? subscription) => subscription?.Lines is [{ } line, ..] ? texts.Of("happened.goods", line.Title) : "";

    private string Changed(PanelHappening happened, PanelOrder? order)
    {
        var changed = happened.Changed.Select(piece => (order?.Lines.FirstOrDefault(line => line.Id == piece.LineId)?.Title, piece.Pieces))
            .Where(piece => piece.Title is not null)
            .Select(piece => texts.Of(piece.Pieces > 0 ? "happened.added" : "happened.removed", piece.Title, Math.Abs(piece.Pieces).ToString("N0", CultureInfo.CurrentCulture)));
        return string.Join(texts["list.separator"], changed) is { Length: > 0 } list ? texts.Of("happened.pieces", list) : "";
    }
}
