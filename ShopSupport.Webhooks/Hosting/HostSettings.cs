using ShopSupport.Core;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Webhooks.Receive;

namespace ShopSupport.Webhooks.Hosting;

/// <summary>Section <c>Host</c>: what this process does.</summary>
internal sealed class HostOptions
{
    /// <summary>Roles with commas between them; empty means those that the program has by itself.</summary>
    public string Roles { get; set; } = "";
}

/// <summary>All that a host is told, read and looked at before anything is opened.</summary>
internal sealed record HostSettings
{
    public required HostRoles Roles { get; init; }

    public required CoreSettings Core { get; init; }

    public ShopifyOptions Shopify => Core.Shopify;

    public required ReceiveOptions Receive { get; init; }

    /// <param name="configuration">Where they stand.</param>
    /// <param name="environment">Production asks for more.</param>
    /// <param name="otherwise">The roles where none are set.</param>
    /// <param name="also">Reads what the program is told besides, so that all that is wrong is said at once.</param>
    /// <exception cref="SettingException">Settings cannot work; the message names all of them.</exception>
    public static HostSettings Read(IConfiguration configuration, IHostEnvironment environment, HostRoles otherwise, Action<SettingsReader, HostSettings>? also = null)
    {
        var reader = new SettingsReader(configuration);
        var settings = new HostSettings
        {
            Roles = HostRolesSetting.Read(reader, otherwise),
            Core = CoreSettings.Read(reader),
            Receive = ReceiveOptions.Read(reader),
        };
        settings.Core.Check(reader, settings.UsesDatabase);
        Telemetry.Check(reader, configuration);
        settings.Shopify.Check(reader, mayBePlain: environment.IsDevelopment());
        if (environment.IsProduction())
        {
            settings.CheckForProduction(reader);
        }

        also?.Invoke(reader, settings);
        reader.ThrowIfWrong();
        return settings;
    }

    public bool UsesDatabase => WebhookHost.UsesDatabase(Roles);

    private void CheckForProduction(SettingsReader reader)
    {
        reader.Require(
            !Roles.HasFlag(HostRoles.Receive) || Shopify.ApiSecrets.Any(secret => secret.Length > 0),
            "Shopify:ApiSecrets is empty, so that in Production no delivery could be received.");
        reader.Require(
            !Roles.HasFlag(HostRoles.Web) || Shopify.ApiKey.Length > 0,
            "Shopify:ApiKey is empty, so that in Production nobody could sign in.");
    }
}
