using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ShopSupport.Core.Shopify;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Shopify;

public sealed class SessionTokensTests
{
    private readonly TestClock _clock = new();
    private readonly IdTokens _tokens;

    public SessionTokensTests() => _tokens = new IdTokens(_clock);

    [Fact]
    public async Task A_token_says_whose_admin_it_is_and_who_sits_there()
    {
        var answer = await CheckAsync(_tokens.Make("Healthy.myshopify.com"));

        Assert.Null(answer.Problem);
        var start = TestClock.Start;
        Assert.Equal(
            new SessionToken { ShopDomain = IdTokens.Shop, UserId = IdTokens.User, IssuedAt = start, ExpiresAt = start.AddMinutes(1) },
            answer.Token);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(69, null)]
    [InlineData(70, SessionTokenProblem.Expired)]
    [InlineData(-10, null)]
    [InlineData(-11, SessionTokenProblem.Early)]
    public async Task It_holds_for_its_minute_and_ten_seconds_on_both_sides(int seconds, SessionTokenProblem? problem)
    {
        var token = _tokens.Make();
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(problem, (await CheckAsync(token)).Problem);
    }

    [Theory]
    [InlineData(IdTokens.Secret, true)]
    [InlineData(IdTokens.OldSecret, true)]
    [InlineData("another app's secret, of the length that one has", false)]
    public async Task Each_of_the_apps_secrets_may_have_signed_and_no_other(string secret, bool isOurs) =>
        Assert.Equal(isOurs ? null : SessionTokenProblem.Forged, (await CheckAsync(_tokens.Make(secret: secret))).Problem);

    [Fact]
    public async Task A_claim_that_was_changed_after_signing_is_not_believed()
    {
        var parts = _tokens.Make().Split('.');
        var other = IdTokens.Encode(_tokens.Claims("other.myshopify.com"));

        Assert.Equal(SessionTokenProblem.Forged, (await CheckAsync($"{parts[0]}.{other}.{parts[2]}")).Problem);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("")]
    public async Task A_token_that_says_it_needs_no_signature_is_forged(string algorithm)
    {
        var header = IdTokens.Encode(new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" });

        foreach (var signature in new[] { "", _tokens.Make().Split('.')[2] })
        {
            Assert.Equal(SessionTokenProblem.Forged, (await CheckAsync($"{header}.{IdTokens.Encode(_tokens.Claims())}.{signature}")).Problem);
        }
    }

    [Theory]
    [InlineData("HS384")]
    [InlineData("HS512")]
    [InlineData("hs256")]
    public async Task No_other_algorithm_will_do_under_the_same_secret(string algorithm)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        var text = $"{IdTokens.Encode(header)}.{IdTokens.Encode(_tokens.Claims())}";
        var key = Encoding.UTF8.GetBytes(IdTokens.Secret);
        var message = Encoding.ASCII.GetBytes(text);
        var signature = algorithm switch
        {
            "HS384" => HMACSHA384.HashData(key, message),
            "HS512" => HMACSHA512.HashData(key, message),
            _ => HMACSHA256.HashData(key, message),
        };

        Assert.Equal(SessionTokenProblem.Forged, (await CheckAsync($"{text}.{Base64Url.EncodeToString(signature)}")).Problem);
    }

    [Fact]
    public async Task A_signature_by_a_key_of_the_senders_own_is_forged()
    {
        using var rsa = RSA.Create(2048);
        var header = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["jwk"] = new JsonObject { ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(rsa.ExportParameters(false).Modulus!), ["e"] = "AQAB" } };
        var text = $"{IdTokens.Encode(header)}.{IdTokens.Encode(_tokens.Claims())}";
        var signature = rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        Assert.Equal(SessionTokenProblem.Forged, (await CheckAsync($"{text}.{Base64Url.EncodeToString(signature)}")).Problem);
    }

    [Theory]
    [InlineData("client-id-2")]
    [InlineData("CLIENT-ID-1")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_token_for_another_app_is_foreign(string? audience) =>
        Assert.Equal(SessionTokenProblem.Foreign, (await CheckAsync(_tokens.With("aud", audience))).Problem);

    [Fact]
    public async Task A_token_for_this_app_and_another_is_foreign() =>
        Assert.Equal(SessionTokenProblem.Foreign, (await CheckAsync(_tokens.With("aud", new JsonArray(IdTokens.Key, "client-id-2")))).Problem);

    [Theory]
    [InlineData("https://other.myshopify.com")]
    [InlineData("https://healthy.myshopify.com:8443")]
    [InlineData("https://healthy.myshopify.com/")]
    [InlineData("https://healthy.myshopify.com/path")]
    [InlineData("https://healthy.myshopify.com@evil.example")]
    [InlineData("https://evil.example/healthy.myshopify.com")]
    [InlineData("https://healthy.myshopify.com.evil.example")]
    [InlineData("https://healthy.myshopify.com\n")]
    [InlineData("http://healthy.myshopify.com")]
    [InlineData("healthy.myshopify.com")]
    [InlineData("")]
    public async Task A_token_is_of_one_shop_and_its_admin_only(string dest)
    {
        Assert.Equal(SessionTokenProblem.Foreign, (await CheckAsync(_tokens.With("dest", dest))).Problem);
        Assert.Equal(SessionTokenProblem.Foreign, (await CheckAsync(_tokens.With("iss", $"{dest}/admin"))).Problem);
    }

    [Theory]
    [InlineData("dest", null)]
    [InlineData("sub", null)]
    [InlineData("sub", "")]
    [InlineData("sub", "-1")]
    [InlineData("sub", "gid://shopify/Customer/1")]
    [InlineData("exp", null)]
    public async Task A_token_without_what_it_must_say_is_unreadable(string claim, string? value) =>
        Assert.Equal(SessionTokenProblem.Unreadable, (await CheckAsync(_tokens.With(claim, value))).Problem);

    [Fact]
    public async Task A_token_without_a_beginning_holds_until_its_end() => Assert.Null((await CheckAsync(_tokens.With("nbf", null))).Problem);

    [Theory]
    [InlineData(null, SessionTokenProblem.Missing)]
    [InlineData("", SessionTokenProblem.Missing)]
    [InlineData("x", SessionTokenProblem.Unreadable)]
    [InlineData("a.b.c", SessionTokenProblem.Unreadable)]
    [InlineData("....", SessionTokenProblem.Unreadable)]
    public async Task What_is_no_token_is_none(string? text, SessionTokenProblem problem) => Assert.Equal(problem, (await CheckAsync(text)).Problem);

    [Fact]
    public async Task A_token_is_not_read_at_any_length() =>
        Assert.Equal(SessionTokenProblem.Unreadable, (await CheckAsync(_tokens.With("sid", new string('x', 5000)))).Problem);

    [Fact]
    public async Task Without_an_app_nobody_has_a_token()
    {
        var none = new SessionTokens(new ShopifyOptions { ApiSecrets = [IdTokens.Secret] }, _clock);

        Assert.Equal(SessionTokenProblem.Foreign, (await none.CheckAsync(_tokens.With("aud", ""))).Problem);
        Assert.Equal(SessionTokenProblem.Foreign, (await new SessionTokens(new ShopifyOptions { ApiKey = IdTokens.Key, ApiSecrets = [""] }, _clock).CheckAsync(_tokens.Make(secret: ""))).Problem);
    }

    private Task<SessionTokenAnswer> CheckAsync(string? token) =>
        new SessionTokens(new ShopifyOptions { ApiKey = IdTokens.Key, ApiSecrets = [IdTokens.OldSecret, IdTokens.Secret] }, _clock).CheckAsync(token);
}
