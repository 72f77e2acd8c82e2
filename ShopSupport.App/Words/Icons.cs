using Microsoft.AspNetCore.Html;
using ShopSupport.Core.Channels;

namespace ShopSupport.App.Words;

/// <summary>The desk's drawings, 16 by 16, in the colour of the text. Beside each stands a word; the drawing itself is hidden from readers.</summary>
internal static class Icons
{
    public static IHtmlContent Mail { get; } = Draw("<rect x='2' y='3.5' width='12' height='9' rx='2'/><path d='m2.5 5 5.5 4 5.5-4'/>");

    public static IHtmlContent Chat { get; } = Draw("<path d='M3.5 3h9A1.5 1.5 0 0 1 14 4.5v5a1.5 1.5 0 0 1-1.5 1.5H7l-3 2.5V11h-.5A1.5 1.5 0 0 1 2 9.5v-5A1.5 1.5 0 0 1 3.5 3Z'/>");

    public static IHtmlContent Line { get; } = Draw("<path d='M8 2.5c3.4 0 6 2.1 6 4.8 0 2.4-3 4.8-6 6.4v-1.7c-3.4 0-6-2-6-4.7s2.6-4.8 6-4.8Z'/><path d='M5.5 6v2.6h1.2M8.2 6v2.6M9.8 8.6V6l1.5 2.6V6'/>");

    public static IHtmlContent Phone { get; } = Draw("<path d='M5.6 2.6 4 3c-1 .3-1.500 1-1.300 2 .7 4 4.300 7.600 8.300 8.300 1 .2 1.700-.3 2-1.300l.4-1.600-2.700-1.600-1.300 1.200A7.500 7.500 0 0 1 6 6.600l1.200-1.300z'/>");

    public static IHtmlContent Review { get; } = Draw("<path d='m8 2.300 1.700 3.600 3.900.5-2.900 2.700.8 3.900L8 11.100 4.500 13l.8-3.900L2.400 6.400l3.900-.5z'/>");

    public static IHtmlContent Back { get; } = Draw("<path d='M9.500 3.500 5 8l4.500 4.500'/>");

    public static IHtmlContent Person { get; } = Draw("<circle cx='8' cy='5.500' r='2.700'/><path d='M2.800 13.500c.6-2.700 2.600-4 5.200-4s4.600 1.300 5.200 4'/>");

    public static IHtmlContent Lock { get; } = Draw("<rect x='3.500' y='7' width='9' height='6.500' rx='1.500'/><path d='M5.500 7V5a2.500 2.500 0 0 1 5 0v2'/>");

    public static IHtmlContent Box { get; } = Draw("<path d='m8 2 5.500 2.800v6.400L8 14l-5.500-2.800V4.800zM2.500 4.800 8 7.600l5.500-2.800M8 7.600V14'/>");

    public static IHtmlContent Search { get; } = Draw("<circle cx='7' cy='7' r='4.300'/><path d='m10.300 10.300 3.200 3.200'/>");

    public static IHtmlContent Sync { get; } = Draw("<path d='M13.500 6.500A5.700 5.700 0 0 0 3 5.500M2.500 9.500A5.700 5.700 0 0 0 13 10.500M3 2.500v3h3M13 13.500v-3h-3'/>");

    public static IHtmlContent Outside { get; } = Draw("<path d='M6.500 3.500h-2A1.500 1.500 0 0 0 3 5v6.500A1.500 1.500 0 0 0 4.500 13H11a1.500 1.500 0 0 0 1.500-1.500v-2M9 3h4v4M13 3 7.500 8.500'/>");

    public static IHtmlContent Inbox { get; } = Draw("<path d='M2.500 9.500 4 3.500h8l1.500 6v3a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1zM2.500 9.500H6a2 2 0 0 0 4 0h3.500'/>");

    public static IHtmlContent Of(Channel channel) => channel switch
    {
        Channel.Mail => Mail,
        Channel.Chat => Chat,
        Channel.Line => Line,
        Channel.Phone => Phone,
        Channel.Review => Review,
    };

    private static HtmlString Draw(string shapes) => new(
        "<svg class='icon' viewBox='0 0 16 16' aria-hidden='true' fill='none' stroke='currentColor' stroke-width='1.4' stroke-linecap='round' stroke-linejoin='round'>"
        + shapes + "</svg>");
}
