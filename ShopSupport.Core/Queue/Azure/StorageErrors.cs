using System.Xml;
using Azure;
using Azure.Identity;

namespace ShopSupport.Core.Queue.Azure;

/// <summary>What the storage account's failures mean to a caller.</summary>
internal static class StorageErrors
{
    /// <summary>Carries out a call; a refusal, a time-out or an absent server means that the queue cannot be used now.</summary>
    /// <exception cref="QueueUnavailableException">The storage account cannot be used now.</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancel)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (MeansUnavailable(e, cancel))
        {
            throw new QueueUnavailableException(Sentence(e), e);
        }
    }

    /// <summary>True for whatever the storage account, or the way there, is to blame for.</summary>
    public static bool MeansUnavailable(Exception exception, CancellationToken cancel) => exception switch
    {
        // The retry policy gives all its tries' failures at once.
        AggregateException e => e.InnerExceptions.All(inner => MeansUnavailable(inner, cancel)),
        OperationCanceledException => !cancel.IsCancellationRequested,
        // What is no XML was written by something in between.
        XmlException => true,
        RequestFailedException or AuthenticationFailedException or IOException or HttpRequestException or TimeoutException => true,
        _ => false,
    };

    /// <summary>True when the account was reached, or its token asked for, and the credentials were refused.</summary>
    public static bool MeansRefused(Exception exception) => exception switch
    {
        RequestFailedException e => e.Status is 401 or 403,
        AuthenticationFailedException => true,
        _ => false,
    };

    /// <summary>True when the message was deleted, or taken again by another, since it was taken here.</summary>
    public static bool MeansTakenAgain(RequestFailedException exception) =>
        exception.ErrorCode is "PopReceiptMismatch" or "MessageNotFound";

    /// <summary>One sentence without any content, key or signature.</summary>
    public static string Sentence(Exception exception) => exception switch
    {
        _ when MeansRefused(exception) =>
            $"The storage account refused the credentials of Queue:ConnectionString ({Code(exception)}).",
        RequestFailedException { Status: > 0 } => $"The storage account of Queue:ConnectionString cannot be used now ({Code(exception)}).",
        _ => "The storage account of Queue:ConnectionString cannot be reached.",
    };

    private static string Code(Exception exception) => exception is RequestFailedException e
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{e.Status} {e.ErrorCode}").TrimEnd()
        : "no token could be had";
}
