using ShopSupport.Core.Audit;
using ShopSupport.Core.Storage;

namespace ShopSupport.Core.Actions;

/// <summary>What the audit keeps of actions, in the transaction that moves one on.</summary>
internal static class ActionAudit
{
    /// <summary>A row by whoever decided where somebody did, else by who asked.</summary>
    public static Task AddAsync(WriteTransaction transaction, AuditKind what, DeskAction action, DateTimeOffset now, CancellationToken cancel)
    {
        var isDecision = what is AuditKind.ActionApproved or AuditKind.ActionDeclined;
        var entry = new AuditEntry
        {
            ShopId = action.ShopId,
            NotedAt = now,
            AgentId = isDecision ? action.DecidedBy : action.AskedBy,
            AgentName = (isDecision ? action.DecidedByName : action.AskedByName) ?? "",
            What = what,
            Subject = action.Subject.ToKey(),
            SubjectId = action.SubjectId,
            // What a customer is called is kept with the customer.
            SubjectName = action.Subject is ActionSubject.Customer ? null : action.SubjectName,
            ShopifyCustomerId = action.ShopifyCustomerId,
            ConversationId = action.ConversationId,
            Detail = new AuditDetail
            {
                Kind = action.Kind,
                AmountMinor = action.AmountMinor,
                Currency = action.Currency,
                Need = action.Need?.ToKey(),
                Reason = action.Reason,
                Why = isDecision ? action.DecidedWhy : what is AuditKind.ActionAsked ? action.AskedWhy : null,
            },
        };
        return AuditStore.AddAsync(transaction, entry, cancel);
    }
}
