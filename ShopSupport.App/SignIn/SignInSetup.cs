using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ShopSupport.App.Demo;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;

namespace ShopSupport.App.SignIn;

/// <summary>Registers the ways of signing in, and denies whatever does not say that anyone may come.</summary>
internal static class SignInSetup
{
    private const string ByRequest = "ByRequest";

    public static void AddSignIn(this IServiceCollection services, VisitorLanguage languageOf)
    {
        services.AddHttpContextAccessor();
        services.TryAddSingleton<DemoVisits>();
        services.AddSingleton(languageOf);
        services.AddSingleton<ShopifyVisits>();
        services.AddScoped(provider => new CurrentAgent(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.User, provider.GetRequiredService<ShopifyOptions>()));
        SecretKeys.Register(services);
        services.AddAuthentication(ByRequest)
            .AddPolicyScheme(ByRequest, displayName: null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, DemoSignIn>(DemoSignIn.SchemeName, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, ShopifySignIn>(ShopifySignIn.SchemeName, configureOptions: null)
            .AddOutside();
        // That somebody unknown asked is no news.
        services.AddLogging(logging => logging
            .AddFilter(typeof(DemoSignIn).FullName, LogLevel.Warning)
            .AddFilter(typeof(ShopifySignIn).FullName, LogLevel.Warning)
            .AddFilter(typeof(CookieAuthenticationHandler).FullName, LogLevel.Warning)
            .AddFilter(typeof(PolicySchemeHandler).FullName, LogLevel.Warning));
        var signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser();
        Array.ForEach(AgentClaims.Required, claim => signedIn.RequireClaim(claim));
        services.AddAuthorizationBuilder().SetDefaultPolicy(signedIn.Build()).SetFallbackPolicy(signedIn.Build());
    }

    // Whoever says that they come from an admin must show it, whatever else they hold; the demo takes in who comes without anything.
    private static string SchemeOf(HttpContext context) => AdminRequest.IsOfAdmin(context.Request) ? ShopifySignIn.SchemeName
        : context.Request.Cookies.ContainsKey(OutsideSignIn.Cookie) ? OutsideSignIn.SchemeName
        : context.RequestServices.GetRequiredService<ScreenOptions>().IsDemo ? DemoSignIn.SchemeName
        : ShopifySignIn.SchemeName;
}
