namespace ShopSupport.Core.Work;

/// <summary>Does one kind of work. It may run twice for one item (a process died, or took too long) and must not mind.</summary>
public interface IWorkHandler
{
    /// <summary>The items it does; a word of at most 40 letters.</summary>
    string Kind { get; }

    /// <summary>
    /// For work that every shop has all the time: how long after a shop is new its item is due. It is never given up, and
    /// asks for itself again with <see cref="WorkStore.AgainAsync"/>. Null for work that only its cause adds.
    /// </summary>
    TimeSpan? FirstWait { get; }

    /// <summary>
    /// Does it. One that changes rows ends the item in the same transaction, by <see cref="WorkStore.DoneAsync"/> or
    /// <see cref="WorkStore.AgainAsync"/>; any other is ended when this returns. It ends within
    /// <see cref="WorkItem.Visibility"/>, or goes on in another item. An exception means: later once more.
    /// </summary>
    Task RunAsync(WorkItem item, CancellationToken cancel);
}
