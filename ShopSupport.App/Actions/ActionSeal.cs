using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Actions;

/// <summary>
/// What a confirmation showed travels in its form, sealed: what is asked for is what was read, it can't be made up, and
/// nothing has to be asked of Shopify again when the button is pressed.
/// </summary>
public sealed class ActionSeal(IDataProtectionProvider protection)
{
    /// <summary>After so long what was shown is looked at once more.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Seals a plan; each time under a key of its own, which makes it one action however often it is sent.</summary>
    internal string Close(CurrentAgent agent, IActionKind kind, ActionTarget target, ActionPlan plan, ConversationId? conversation, bool isForManager) => Protector(agent).Protect(
        JsonSerializer.Serialize(new Shown
        {
            ActionKey = Guid.NewGuid().ToString(),
            Kind = kind.Kind,
            Subject = kind.Subject,
            SubjectId = target.Id,
            LastSeq = target.LastSeq,
            Wish = plan.Wish.ToString(),
            Effects = plan.Effects,
            AmountMinor = plan.AmountMinor,
            Currency = plan.Currency,
            ConversationId = conversation?.Value,
            IsForManager = isForManager,
        }),
        Lifetime);

    /// <summary>What was sealed for this agent; null for what is too old, or was sealed for nobody or another.</summary>
    internal ActionRequest? Open(CurrentAgent agent, string? text)
    {
        try
        {
            var shown = text is null ? null : JsonSerializer.Deserialize<Shown>(Protector(agent).Unprotect(text));
            return shown is null ? null : new ActionRequest
            {
                ActionKey = shown.ActionKey,
                Kind = shown.Kind,
                Subject = shown.Subject,
                SubjectId = shown.SubjectId,
                LastSeq = shown.LastSeq,
                Wish = ActionWish.Parse(shown.Wish),
                Effects = shown.Effects,
                AmountMinor = shown.AmountMinor,
                Currency = shown.Currency,
                ConversationId = shown.ConversationId is { } id ? new ConversationId(id) : null,
                IsForManager = shown.IsForManager,
            };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(CurrentAgent agent) =>
        protection.CreateProtector("ShopSupport.Actions", agent.ShopId.ToString(), agent.Id.ToString()).ToTimeLimitedDataProtector();

    private sealed record Shown
    {
        public required string ActionKey { get; init; }

        public required string Kind { get; init; }

        public required ActionSubject Subject { get; init; }

        public required long SubjectId { get; init; }

        public required long LastSeq { get; init; }

        public required string Wish { get; init; }

        public required IReadOnlyList<ActionEffect> Effects { get; init; }

        public long? AmountMinor { get; init; }

        public string? Currency { get; init; }

        public long? ConversationId { get; init; }

        public bool IsForManager { get; init; }
    }
}
