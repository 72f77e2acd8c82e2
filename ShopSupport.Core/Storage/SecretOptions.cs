using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ShopSupport.Core.Storage;

/// <summary>Section <c>Secrets</c>: what locks the keys that lock the shops' tokens.</summary>
public sealed class SecretOptions
{
    private const string Wanted = "Secrets:Certificates takes base64 of a PKCS#12 file without a password that holds an RSA certificate with its private key";

    /// <summary>
    /// Certificates with their private keys, each base64 of a PKCS#12 file without a password, as Key Vault hands one out.
    /// The first locks, any of them opens. Their dates are not looked at. Empty leaves the keys in the clear.
    /// </summary>
    public IReadOnlyList<string> Certificates { get; set; } = [];

    /// <summary>The certificates, read anew each time.</summary>
    /// <exception cref="SettingException">One of them cannot be used.</exception>
    public IReadOnlyList<X509Certificate2> Open() => [.. Certificates.Where(text => text.Length > 0).Select(Open)];

    private static X509Certificate2 Open(string text)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(text), password: null, X509KeyStorageFlags.EphemeralKeySet);
            using var key = certificate.GetRSAPrivateKey();
            return key is null ? throw new SettingException($"{Wanted}; one of them has no such key.") : certificate;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            // The reason may quote the text, and with it the key.
            throw new SettingException($"{Wanted}; one of them cannot be read as that.");
        }
    }
}
