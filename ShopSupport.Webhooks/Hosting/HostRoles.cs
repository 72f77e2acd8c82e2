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
    /// <summary>The roles set, or those of the program; a word that is none is a problem.</summary>
    public static HostRoles Read(SettingsReader reader, HostRoles otherwise)
    {
        var roles = HostRoles.None;
        var words = reader.Read<HostOptions>("Host").Roles.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var word in words)
        {
            switch (word.ToLowerInvariant())
            {
                case "web":
                    roles |= HostRoles.Web;
                    break;
                case "receive":
                    roles |= HostRoles.Receive;
                    break;
                case "consume":
                    roles |= HostRoles.Consume;
                    break;
                default:
                    reader.Refuse($"Host:Roles holds '{word}'; it takes web, receive and consume.");
                    break;
            }
        }

        return roles == HostRoles.None ? otherwise : roles;
    }
}
