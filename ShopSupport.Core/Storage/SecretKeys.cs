using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ShopSupport.Core.Storage;

/// <summary>Where Data Protection keeps its keys: in the desk's own database, so that all its processes read the same secrets.</summary>
public sealed class SecretKeys(Database database, TimeProvider clock) : IXmlRepository
{
    private static readonly SqlFile Sql = SqlFile.Load("Storage.SecretKeys.sql");

    /// <summary>Has Data Protection keep its keys here. For processes that use the database: the keys are looked for at the start.</summary>
    public static void Register(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("ShopSupport");
        // That the keys lie beside what they lock is known: infra/README.md says what follows.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        services.AddOptions<KeyManagementOptions>().Configure<Database, TimeProvider>(
            (options, database, clock) => options.XmlRepository = new SecretKeys(database, clock));
    }

    // The interface knows no waiting; it is asked at the start and once a day.

    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. database.QueryAsync<string>(Sql["list"], null, CancellationToken.None).GetAwaiter().GetResult().Select(XElement.Parse)];

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName) => database.ExecuteAsync(
        Sql["add"],
        new { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting), CreatedAt = clock.GetUtcNow() },
        CancellationToken.None).GetAwaiter().GetResult();
}
