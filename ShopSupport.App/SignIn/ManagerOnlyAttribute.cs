using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ShopSupport.App.SignIn;

/// <summary>Keeps everybody but managers out, and has the page say so. No agent from outside is one.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ManagerOnlyAttribute : ActionFilterAttribute
{
    /// <inheritdoc />
    public override void OnActionExecuting(ActionExecutingContext context)
    {
        if (new CurrentAgent(context.HttpContext.User) is { IsManager: false } or { IsOutside: true })
        {
            context.HttpContext.Features.Set(new ManagerOnly());
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
        }
    }
}

/// <summary>Marks a request that was kept out because it is for managers.</summary>
internal sealed record ManagerOnly;
