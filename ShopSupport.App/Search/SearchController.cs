using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.App.Words;
using ShopSupport.Core.Search;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Search;

/// <summary>The one box: orders, customers, words in conversations, products, and commands.</summary>
public sealed class SearchController(CurrentAgent agent, SearchStore search, Texts texts) : Controller
{
    private const int FewOfEach = 4;
    private const int ManyOfOne = 30;

    /// <summary>What a question finds. A sign in front picks a kind: <c>#</c> orders, <c>@</c> customers, <c>"</c> words, <c>&gt;</c> commands.</summary>
    /// <param name="can">The acts that the desk offers now, with commas between.</param>
    /// <param name="all">Of one kind, as many as are counted.</param>
    [HttpGet("/search")]
    public async Task<IActionResult> Find(string? q, string? kind, string? can, bool all, CancellationToken cancel)
    {
        var (only, isCommands, question) = Read(PlainText.Line(q).Trim(), kind);
        var most = only is null ? FewOfEach : all ? Core.Values.Found.Cap : ManyOfOne;
        var found = isCommands ? new SearchResults() : await search.FindAsync(agent.ShopId, question, only, most, cancel);
        var page = new SearchPage
        {
            Question = question.Length > SearchText.LongestQuestion ? question[..SearchText.LongestQuestion] : question,
            Only = only,
            IsCommands = isCommands,
            Results = found,
            Commands = only is null ? Command.Find(texts, question, (can ?? "").Split(',')) : [],
        };
        return Request.IsPartial() ? PartialView("~/Search/_Found.cshtml", page) : View("~/Search/Index.cshtml", page);
    }

    private static (SearchKind? Only, bool IsCommands, string Question) Read(string text, string? kind)
    {
        var sign = text.Length > 0 ? text[0] : ' ';
        return (sign, kind) switch
        {
            // Nothing follows it yet; else it is part of what orders are called.
            ('#' or '＃', _) when text.Trim('#', '＃', ' ').Length == 0 => (SearchKind.Order, false, ""),
            ('@' or '＠', _) => (SearchKind.Customer, false, text[1..].Trim()),
            ('"' or '”' or '“' or '「', _) => (SearchKind.Message, false, text[1..].TrimEnd('"', '”', '」').Trim()),
            ('>' or '＞', _) => (null, true, text[1..].Trim()),
            (_, "order") => (SearchKind.Order, false, text),
            (_, "customer") => (SearchKind.Customer, false, text),
            (_, "message") => (SearchKind.Message, false, text),
            (_, "product") => (SearchKind.Product, false, text),
            (_, "command") => (null, true, text),
            ('#' or '＃', _) => (SearchKind.Order, false, text),
            _ => (null, false, text),
        };
    }
}
