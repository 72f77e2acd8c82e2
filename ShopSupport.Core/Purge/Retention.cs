using ShopSupport.Core.Storage;

namespace ShopSupport.Core.Purge;

/// <summary>Section <c>Retention</c>: for how many days rows are kept that nobody needs for ever; 0 keeps them.</summary>
public sealed class Retention
{
    /// <summary>
    /// Deliveries that were handled, with their repetitions. One that comes again after this time is applied again, which
    /// changes nothing that is newer; Shopify sends for two days at most.
    /// </summary>
    public int Deliveries { get; set; } = 30;

    /// <summary>Deliveries and work that were given up. A delivery holds its body, with personal data, until then.</summary>
    public int Dead { get; set; } = 90;

    /// <summary>What open screens were told. The newest thousand of a shop always stay.</summary>
    public int Events { get; set; } = 7;

    /// <summary>Privacy requests that were carried out: they name a customer.</summary>
    public int PrivacyRequests { get; set; } = 365;

    /// <summary>Drafts that nobody went on with.</summary>
    public int Drafts { get; set; } = 180;

    /// <summary>What an agent has seen. Who still waits after that time is unread again.</summary>
    public int Reads { get; set; } = 180;

    /// <summary>What happened to orders and subscriptions: older conversations are shown without it.</summary>
    public int Happenings { get; set; } = 730;

    /// <summary>Who did and saw what: three years.</summary>
    public int Audit { get; set; } = 1095;

    /// <exception cref="SettingException">A number of days is below 0.</exception>
    public Retention Checked() => Array.TrueForAll([Deliveries, Dead, Events, PrivacyRequests, Drafts, Reads, Happenings, Audit], days => days is >= 0 and <= 36_500)
        ? this
        : throw new SettingException("Retention takes numbers of days from 0, which keeps rows for ever, to 36500.");
}
