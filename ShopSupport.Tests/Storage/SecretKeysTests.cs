using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Storage;

/// <summary>The keys of the shops' tokens, as they lie in the database and as processes read them.</summary>
public sealed class SecretKeysTests
{
    private static readonly string First = NewCertificate();
    private static readonly string Second = NewCertificate();

    [Fact]
    public async Task A_key_that_is_made_with_a_certificate_lies_locked_and_is_read_with_it()
    {
        await using var db = await OpenAsync();
        await using var process = NewProcess(db, [First]);

        var secret = Protect(process, "a token");

        Assert.All(await KeysAsync(db), AssertLocked);
        await using var another = NewProcess(db, [First]);
        Assert.Equal("a token", Unprotect(another, secret));
    }

    [Fact]
    public async Task A_key_from_before_the_setting_is_locked_at_the_start_and_what_it_protects_is_still_read()
    {
        await using var db = await OpenAsync();
        await using var before = NewProcess(db, []);
        var secret = Protect(before, "a token");
        Assert.Contains(await KeysAsync(db), key => key.Contains("requiresEncryption", StringComparison.Ordinal));

        await using var after = NewProcess(db, [First]);
        await SecretKeys.PrepareAsync(after, isProduction: true, CancellationToken.None);

        Assert.All(await KeysAsync(db), AssertLocked);
        Assert.Equal("a token", Unprotect(after, secret));
        await using var afterwards = NewProcess(db, [First]);
        Assert.Equal("a token", Unprotect(afterwards, secret));
    }

    [Fact]
    public async Task A_certificate_that_follows_another_needs_the_old_one_to_read_what_was_locked_before()
    {
        await using var db = await OpenAsync();
        await using var process = NewProcess(db, [First]);
        var secret = Protect(process, "a token");

        await using var both = NewProcess(db, [Second, First]);
        Assert.Equal("a token", Unprotect(both, secret));
        await using var stranger = NewProcess(db, [Second]);
        Assert.Throws<CryptographicException>(() => Unprotect(stranger, secret));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Keys_in_the_clear_are_warned_of_once_and_in_Production_alone(bool isProduction, int warnings)
    {
        await using var db = await OpenAsync();
        var logs = new ListLogs();
        await using var process = NewProcess(db, [], logs);

        await SecretKeys.PrepareAsync(process, isProduction, CancellationToken.None);

        Assert.Equal(warnings, logs.Lines.Count(line => line.Contains("Secrets:Certificates", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("bm90IGEgY2VydGlmaWNhdGU=")]
    public void A_certificate_that_is_none_is_refused_without_its_text(string text)
    {
        var refused = Assert.Throws<SettingException>(() => new SecretOptions { Certificates = [text] }.Open());

        Assert.Contains("Secrets:Certificates", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(text, refused.ToString(), StringComparison.Ordinal);
    }

    // A server's database is shared by tests that run at once, and there a certificate would lock their keys as well.
    private static Task<TestDatabase> OpenAsync() => TestDatabase.OpenAsync(DatabaseProvider.Sqlite);

    private static ServiceProvider NewProcess(TestDatabase db, string[] certificates, ILoggerProvider? logs = null)
    {
        var services = new ServiceCollection().AddSingleton(db.Database).AddSingleton<TimeProvider>(db.Clock).AddLogging(logging =>
        {
            if (logs is not null)
            {
                logging.AddProvider(logs);
            }
        });
        SecretKeys.Register(services, new SecretOptions { Certificates = certificates });
        return services.BuildServiceProvider();
    }

    private static string Protect(ServiceProvider process, string text) => Protector(process).Protect(text);

    private static string Unprotect(ServiceProvider process, string secret) => Protector(process).Unprotect(secret);

    private static IDataProtector Protector(ServiceProvider process) => process.GetRequiredService<IDataProtectionProvider>().CreateProtector("a test");

    private static Task<List<string>> KeysAsync(TestDatabase db) => db.QueryAsync<string>("SELECT xml FROM secret_keys");

    private static void AssertLocked(string key)
    {
        Assert.Contains("<encryptedSecret", key, StringComparison.Ordinal);
        Assert.DoesNotContain("requiresEncryption", key, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", key, StringComparison.Ordinal);
    }

    private static string NewCertificate()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=desk", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-2), now.AddDays(-1));
        return Convert.ToBase64String(certificate.Export(X509ContentType.Pkcs12));
    }
}
