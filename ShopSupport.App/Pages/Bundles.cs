namespace ShopSupport.App.Pages;

/// <summary>
/// All styles in one file and all scripts in another, each compressed once, as well as can be. Fifteen small files would
/// take longer to ask for than to send, and each would be compressed without knowing the words of the others.
/// </summary>
internal sealed class Bundles
{
    private readonly Bundle _styles;
    private readonly Bundle _scripts;

    public Bundles(IWebHostEnvironment host)
    {
        _styles = new Bundle(host.WebRootFileProvider, "/desk.css", "text/css; charset=utf-8")
        {
            Files = ["lib/polaris/tokens.css", "css/conversation.css", "css/desk.css", "css/panel.css", "css/pages.css", "css/home.css", "css/actions.css"],
            Between = "\n"u8.ToArray(),
        };
        // In the order in which they build on each other; a script may end without its semicolon.
        _scripts = new Bundle(host.WebRootFileProvider, "/desk.js", "text/javascript; charset=utf-8")
        {
            Files =
            [
                "lib/htmx/htmx.min.js", "js/frame.js", "js/desk.js", "js/drafts.js", "js/composer.js", "js/keys.js", "js/find.js", "js/places.js",
                "js/stream.js", "js/tabs.js", "js/live.js", "js/home.js", "js/forms.js", "js/actions.js",
            ],
            Between = ";\n"u8.ToArray(),
        };
    }

    /// <summary>The styles' address, which is another one for each content.</summary>
    public string Styles => _styles.Address;

    /// <inheritdoc cref="Styles"/>
    public string Scripts => _scripts.Address;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(_styles.Path, _styles.WriteAsync).AllowAnonymous();
        endpoints.MapGet(_scripts.Path, _scripts.WriteAsync).AllowAnonymous();
    }
}
