using ShopSupport.App.SignIn;
using ShopSupport.Core.Audit;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Audit;

/// <summary>Reads customers for the screen of whoever asks, and takes note that they were seen.</summary>
public sealed class SeenCustomers(CurrentAgent agent, CustomerPanelStore customers, ViewLog log)
{
    /// <summary>One customer; null where this shop has none of that id.</summary>
    /// <param name="id">Who.</param>
    /// <param name="question">What of them.</param>
    /// <param name="beside">The conversation beside which they are shown; null on a page of their own.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task<CustomerPanel?> FindAsync(CustomerId id, PanelQuestion question, ConversationId? beside, CancellationToken cancel)
    {
        var found = await customers.FindAsync(agent.ShopId, id, question, cancel);
        if (found is not null)
        {
            var (subject, subjectId) = beside is { } conversation ? ("conversation", conversation.Value) : ("person", id.Value);
            log.Note(new Seen(agent.ShopId, agent.Id, agent.Name, subject, subjectId, found.Customer.ShopifyId));
        }

        return found;
    }

    /// <summary>A conversation with somebody who was not recognised.</summary>
    internal void Note(ConversationId conversation) => log.Note(new Seen(agent.ShopId, agent.Id, agent.Name, "conversation", conversation.Value, Customer: null));
}
