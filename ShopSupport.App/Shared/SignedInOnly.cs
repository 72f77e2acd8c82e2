using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;

namespace ShopSupport.App.Shared;

/// <summary>Lets nobody in without a shop. A demo whose shop is still being made says so instead.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SignedInOnlyAttribute : Attribute, IAuthorizationFilter
{
    /// <inheritdoc />
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var services = context.HttpContext.RequestServices;
        if (!services.GetRequiredService<DeskContext>().IsSignedIn)
        {
            var isDemo = services.GetRequiredService<IOptions<DeskOptions>>().Value.IsDemo;
            context.Result = new StatusCodeResult(isDemo ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status401Unauthorized);
        }
    }
}
