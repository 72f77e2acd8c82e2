using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using ShopSupport.App.Pages;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Audit;
using ShopSupport.Core.Search;

namespace ShopSupport.App.Audit;

/// <summary>Who did and saw what, for managers: to look up, and as a file.</summary>
[ManagerOnly]
public sealed class AuditController(CurrentAgent agent, AuditStore audit, AgentStore agents, SearchStore search, AuditWords words) : Controller
{
    private const int PageSize = 50;
    private const int MostCandidates = 10;

    // Shorter numbers are typed for telephones.
    private const int ShortestId = 8;

    /// <summary>The newest rows that answer the question, or those behind a place.</summary>
    [HttpGet("/audit")]
    public async Task<IActionResult> Index(AuditFilter filter, CancellationToken cancel)
    {
        var (asked, candidates) = await WhoAsync(filter, cancel);
        var isNobody = !string.IsNullOrWhiteSpace(filter.Q) && asked.Customer is null && candidates.Count == 0;
        var found = isNobody || candidates.Count > 0 ? [] : await audit.ListAsync(agent.ShopId, asked.Question(agent.Zone), asked.Place(), PageSize + 1, cancel);
        var page = new AuditPage
        {
            Filter = asked,
            Entries = [.. found.Take(PageSize)],
            IsMore = found.Count > PageSize,
            Agents = await agents.ListAsync(agent.ShopId, cancel),
            Candidates = candidates,
            IsNobody = isNobody,
        };
        return Request.IsPartial() && asked.After is not null ? PartialView("_Rows", page) : View(page);
    }

    /// <summary>All rows that answer the question, as comma-separated values; that they left is a row itself, written first.</summary>
    [HttpPost("/audit/export")]
    public async Task Export([FromQuery] AuditFilter filter, CancellationToken cancel)
    {
        var question = filter.Question(agent.Zone);
        var entry = new AuditEntry
        {
            ShopId = agent.ShopId,
            AgentId = agent.Id,
            AgentName = agent.Name,
            What = AuditKind.Export,
            ShopifyCustomerId = question.Customer,
            Detail = new AuditDetail { Kind = "audit", Why = filter.Address("").TrimStart('?') is { Length: > 0 } asked ? asked : null },
        };
        await audit.AddAsync(entry, cancel);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=audit.csv";
        // The mark at its beginning tells a spreadsheet that it is UTF-8.
        await using var writer = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync(CsvLine.Of(words.Columns()).AsMemory(), cancel);
        await foreach (var row in audit.ReadAsync(agent.ShopId, question, cancel))
        {
            await writer.WriteAsync(CsvLine.Of(words.Cells(row)).AsMemory(), cancel);
        }

        await writer.FlushAsync(cancel);
    }

    // One who is found is meant; of several one is chosen.
    private async Task<(AuditFilter Filter, IReadOnlyList<FoundCustomer> Candidates)> WhoAsync(AuditFilter filter, CancellationToken cancel)
    {
        if (filter.Customer is not null || string.IsNullOrWhiteSpace(filter.Q))
        {
            return (filter, []);
        }

        var typed = filter.Q.Trim();
        if (typed.Length >= ShortestId && typed[0] is not '0' && long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return (filter with { Customer = id }, []);
        }

        var found = (await search.FindAsync(agent.ShopId, typed, SearchKind.Customer, MostCandidates, cancel)).Customers.Rows.Where(one => one.ShopifyId is not null).ToList();
        return found is [{ ShopifyId: { } only }] ? (filter with { Customer = only.Value }, []) : (filter, found);
    }
}
