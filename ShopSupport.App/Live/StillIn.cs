using ShopSupport.App.SignIn;
using ShopSupport.App.Words;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Insights;
using ShopSupport.Core.Storage;

namespace ShopSupport.App.Live;

/// <summary>Whether who has a screen open would still be let in: a stream outlives what its agent came in by.</summary>
public sealed class StillIn(CurrentAgent agent, ConnectionStore connections, OutsideAgents outside, Texts texts)
{
    /// <summary>What the screen is to say instead; null while they may stay.</summary>
    internal async Task<ScreenRefusal?> FindAsync(CancellationToken cancel)
    {
        if (agent.IsVisitor)
        {
            // Whoever comes is let into a demo, whatever becomes of its shop; the screen says what did.
            return null;
        }

        var state = (await connections.FindAsync(agent.ShopId, cancel)).State;
        if (ProblemOf(state) is { } problem && (agent.IsInAdmin || problem is SignInProblem.Uninstalled))
        {
            return Say(problem) with { Strip = texts[$"closed.{state.ToKey()}"] };
        }

        return agent.IsOutside && await outside.FindAsync(agent.ShopId, agent.Id, cancel) is null ? Say(SignInProblem.Stopped) : null;
    }

    private static SignInProblem? ProblemOf(ConnectionState state) => state switch
    {
        ConnectionState.Uninstalled => SignInProblem.Uninstalled,
        ConnectionState.Frozen => SignInProblem.Frozen,
        ConnectionState.Locked => SignInProblem.Locked,
        ConnectionState.Gone => SignInProblem.Gone,
        ConnectionState.Never or ConnectionState.Connected or ConnectionState.NeedsReconnect or ConnectionState.Refused or ConnectionState.Unavailable => null,
    };

    private ScreenRefusal Say(SignInProblem problem)
    {
        var text = texts[$"error.{problem.ToKey()}.text"];
        return new ScreenRefusal(texts[$"error.{problem.ToKey()}.title"], text, text);
    }
}

/// <summary>What an open screen is told when its agent would be let in no more.</summary>
/// <param name="Title">What is the matter.</param>
/// <param name="Text">What to do about it.</param>
/// <param name="Strip">The one line above a conversation in which somebody may be writing.</param>
internal sealed record ScreenRefusal(string Title, string Text, string Strip);
