using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ShopSupport.Core.Storage;

/// <summary>
/// Where Data Protection keeps its keys: in the desk's own database, so that all its processes read the same secrets,
/// locked by a certificate where <see cref="SecretOptions"/> names one.
/// </summary>
public sealed class SecretKeys(Database database, TimeProvider clock) : IXmlRepository
{
    private static readonly SqlFile Sql = SqlFile.Load("Storage.SecretKeys.sql");

    // Names of Data Protection's own: https://learn.microsoft.com/aspnet/core/security/data-protection/implementation/key-storage-format
    private static readonly XNamespace Space = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XName Open = Space + "requiresEncryption";

    /// <summary>Has Data Protection keep its keys here. For processes that use the database: the keys are looked for at the start.</summary>
    /// <exception cref="SettingException">A certificate cannot be used.</exception>
    public static void Register(IServiceCollection services, SecretOptions? secrets = null)
    {
        var protection = services.AddDataProtection().SetApplicationName("ShopSupport");
        // What is to be said of keys in the clear is said once, by PrepareAsync.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        services.AddOptions<KeyManagementOptions>().Configure<Database, TimeProvider>(
            (options, database, clock) => options.XmlRepository = new SecretKeys(database, clock));
        if (secrets?.Open() is [var first, ..] all)
        {
            protection.ProtectKeysWithCertificate(first).UnprotectKeysWithAnyCertificate([.. all]);
        }
    }

    /// <summary>Locks the keys that were made before there was a certificate; without one, says in Production where they lie.</summary>
    /// <param name="services">Those that <see cref="Register"/> was called for.</param>
    /// <param name="isProduction">Whether the shops and their tokens are real ones.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public static async Task PrepareAsync(IServiceProvider services, bool isProduction, CancellationToken cancel)
    {
        if (services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlEncryptor is { } encryptor)
        {
            var keys = new SecretKeys(services.GetRequiredService<Database>(), services.GetRequiredService<TimeProvider>());
            await keys.LockAsync(encryptor, cancel);
        }
        else if (isProduction)
        {
            services.GetRequiredService<ILogger<SecretKeys>>().LogWarning(
                "Secrets:Certificates is empty: the keys of the shops' tokens lie in the clear in the database that holds the tokens; whoever reads all of it reads them.");
        }
    }

    // The interface knows no waiting; it is asked at the start and once a day.

    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. database.QueryAsync<StoredKey>(Sql["list"], null, CancellationToken.None).GetAwaiter().GetResult().Select(key => XElement.Parse(key.Xml))];

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName) => database.ExecuteAsync(
        Sql["add"],
        new { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting), CreatedAt = clock.GetUtcNow() },
        CancellationToken.None).GetAwaiter().GetResult();

    private async Task LockAsync(IXmlEncryptor encryptor, CancellationToken cancel)
    {
        foreach (var (name, xml) in (await database.QueryAsync<StoredKey>(Sql["list"], null, cancel)).Select(key => (key.Name, key.Xml)))
        {
            var element = XElement.Parse(xml);
            if (IsLockedNow(element, encryptor))
            {
                await database.ExecuteAsync(Sql["lock"], new { Name = name, Xml = element.ToString(SaveOptions.DisableFormatting) }, cancel);
            }
        }
    }

    // What Data Protection does with a new key when it stores one.
    private static bool IsLockedNow(XElement key, IXmlEncryptor encryptor)
    {
        var open = key.Descendants().Where(part => (bool?)part.Attribute(Open) == true).ToList();
        foreach (var part in open)
        {
            var info = encryptor.Encrypt(new XElement(part));
            part.ReplaceWith(new XElement(Space + "encryptedSecret", new XAttribute("decryptorType", info.DecryptorType.AssemblyQualifiedName!), info.EncryptedElement));
        }

        return open.Count > 0;
    }

    private sealed record StoredKey
    {
        public string Name { get; init; } = "";

        public string Xml { get; init; } = "";
    }
}
