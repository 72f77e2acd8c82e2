using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ShopSupport.App.SignIn;

/// <summary>Keeps agents from outside out of what is for the shop's own staff, and has the page say so.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class StaffOnlyAttribute : ActionFilterAttribute
{
    /// <inheritdoc />
    public override void OnActionExecuting(ActionExecutingContext context)
    {
        if (new CurrentAgent(context.HttpContext.User).IsOutside)
        {
            context.HttpContext.Features.Set(new StaffOnly());
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
        }
    }
}

/// <summary>Marks a request that was kept out because it is for staff, and not because another site asked.</summary>
internal sealed record StaffOnly;
