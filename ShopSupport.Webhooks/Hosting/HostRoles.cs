using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Hosting;

/// <summary>What this process does: <c>Host:Roles</c>, any of web, receive, consume.</summary>
[Flags]
internal enum HostRoles
{
    None = 0,

    /// <summary>Serves the screens.</summary>
    Web = 1,

    /// <summary>Takes deliveries in.</summary>
    Receive = 2,

    /// <summary>Applies them.</summary>
    Consume = 4,
}

internal static class HostRolesSetting
{
    /// <exception cref="SettingException">A word is not a role.</exception>
    public static HostRoles Read(IConfiguration configuration, HostRoles otherwise)
    {
        var roles = HostRoles.None;
        foreach (var word in (configuration["Host:Roles"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            roles |= word.ToLowerInvariant() switch
            {
                "web" => HostRoles.Web,
                "receive" => HostRoles.Receive,
                "consume" => HostRoles.Consume,
                _ => throw new SettingException($"Host:Roles holds '{word}'; it takes web, receive and consume."),
            };
        }

        return roles == HostRoles.None ? otherwise : roles;
    }
}
