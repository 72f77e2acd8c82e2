namespace ShopSupport.Core.Channels;

/// <summary>What a channel can do.</summary>
public static class ChannelWays
{
    /// <summary>Whether a reply is sent by it; otherwise what was said is only noted.</summary>
    public static bool Sends(this Channel channel) => channel switch
    {
        Channel.Mail or Channel.Chat or Channel.Line or Channel.Review => true,
        Channel.Phone => false,
    };

    /// <summary>Whether people are called by their names on it: what they are reached by says nothing to a reader.</summary>
    public static bool IsByName(this Channel channel) => channel switch
    {
        Channel.Chat or Channel.Line => true,
        Channel.Mail or Channel.Phone or Channel.Review => false,
    };
}
