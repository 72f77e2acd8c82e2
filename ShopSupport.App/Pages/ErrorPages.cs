using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using ShopSupport.App.SignIn;
using ShopSupport.App.Words;
using ShopSupport.Core.Shopify;
using ShopSupport.Webhooks.Hosting;

namespace ShopSupport.App.Pages;

/// <summary>Says what went wrong in the reader's language, as a page or as the part that was asked for.</summary>
internal sealed class ErrorPages(IModelMetadataProvider metadata, LanguageChoice languages, ShopifyOptions shopify, ILogger<ErrorPages> log) : IMiddleware
{
    /// <summary>The header of an answer to somebody who is not let in at all: the page that asked is theirs no more.</summary>
    public const string RefusedHeader = "X-Desk-Refused";

    private static readonly int[] Explained = [401, 403, 404, 503];

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var response = context.Response;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (!response.HasStarted)
        {
            response.Clear();
            response.StatusCode = e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            log.LogFault(context, e);
        }

        var isExplained = response.HasStarted || response.ContentLength is not null || !string.IsNullOrEmpty(response.ContentType);
        if (response.StatusCode >= 400 && !isExplained)
        {
            await ExplainAsync(context);
        }
    }

    private Task ExplainAsync(HttpContext context)
    {
        languages.Use(context);
        var status = context.Response.StatusCode;
        var refusal = context.Features.Get<SignInRefusal>() is { } kept && kept.Status == status ? kept : null;
        if (refusal is not null)
        {
            context.Response.Headers[RefusedHeader] = refusal.Words;
        }

        var words = refusal is not null ? refusal.Words : context.Features.Get<StaffOnly>() is not null ? "staff" : context.Features.Get<ManagerOnly>() is not null ? "manager" : Explained.Contains(status) ? status.ToString(CultureInfo.InvariantCulture) : status < 500 ? "400" : "500";
        var action = new ActionContext(context, new RouteData(), new ActionDescriptor());
        var model = new ErrorPage(status, words)
        {
            MissingScopes = refusal?.MissingScopes ?? [],
            IsRefusal = refusal is not null,
            App = context.Features.Get<ShopFrame>() is { } shop ? AdminRequest.AppInAdmin(shop.Domain, shopify.ApiKey) : null,
        };
        var data = new ViewDataDictionary<ErrorPage>(metadata, action.ModelState) { Model = model };
        IActionResult page = context.Request.IsPartial()
            ? new PartialViewResult { ViewName = "/Pages/_Error.cshtml", ViewData = data, StatusCode = status }
            : new ViewResult { ViewName = "/Pages/Error.cshtml", ViewData = data, StatusCode = status };
        return page.ExecuteResultAsync(action);
    }
}

/// <summary>An error as the page shows it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Words">The part of the text keys: what has no words of its own is a bad request or a failure of ours.</param>
internal sealed record ErrorPage(int Status, string Words)
{
    /// <summary>True when the reader is not let in at all.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>What the shop would have to allow.</summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];

    /// <summary>The app in the shop's admin, where Shopify asks for what is missing; null where no shop is known.</summary>
    public string? App { get; init; }
}
