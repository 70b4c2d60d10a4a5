using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>
/// Tables in Azure Table Storage, over its published protocol ("Table service REST API"): a write of one row is a plain entity
/// request, a write of several is an entity group transaction.
/// <para>
/// A try whose answer is lost is repeated, and the repetition can meet what the first try wrote. So after a retry Exists, Changed
/// or Missing may be our own earlier try. Callers treat it as any other conflict: read again, and decide again.
/// </para>
/// </summary>
public sealed class AzureTables(StorageAccount account, HttpPipelineTransport? transport = null) : ITables
{
    internal const string Json = "application/json;odata=nometadata";
    internal const string JsonBody = "application/json";

    /// <summary>With the least metadata, each row of a query carries its version.</summary>
    private const string JsonWithETags = "application/json;odata=minimalmetadata";

    private readonly StorageService service = account.Tables(transport);

    public async Task<Row?> Get(string table, string partition, string key, CancellationToken cancel = default)
    {
        StorageLimits.CheckTable(table);
        StorageLimits.CheckKey(partition);
        StorageLimits.CheckKey(key);
        using var message = Message(RequestMethod.Get, Path(table, partition, key), Json);
        var response = await service.Send(message, cancel);
        return response.Status switch
        {
            200 => TableRows.Read(response.Content.ToMemory(), response.Headers.TryGetValue("ETag", out var etag) ? etag : null),
            404 => null,
            _ => throw service.Unexpected(response.Status, StorageService.ErrorCode(response)),
        };
    }

    public async Task<IReadOnlyList<Row>> Range(
        string table, string partition, string? from = null, string? before = null, int limit = 1000, CancellationToken cancel = default)
    {
        StorageLimits.CheckRange(table, partition, limit);
        var filter = new StringBuilder("PartitionKey eq ").Append(Quoted(partition));
        if (from is not null)
            filter.Append(" and RowKey ge ").Append(Quoted(from));
        if (before is not null)
            filter.Append(" and RowKey lt ").Append(Quoted(before));
        var query = "$filter=" + Uri.EscapeDataString(filter.ToString());

        var rows = new List<Row>();
        var next = "";
        do
        {
            var top = Math.Min(limit - rows.Count, StorageLimits.PageRows).ToString(CultureInfo.InvariantCulture);
            next = await Page(table, $"{query}&$top={top}{next}", rows, cancel);
        }
        while (next is not null && rows.Count < limit);
        return rows;
    }

    public async Task<CommitResult> Commit(
        string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel = default)
    {
        StorageLimits.CheckBatch(table, partition, writes);
        var answer = await Try();
        if (answer is (404, "TableNotFound"))
        {
            await Create(table, cancel);
            answer = await Try();
        }
        return answer switch
        {
            ( < 300, _) => CommitResult.Committed,
            (409, "EntityAlreadyExists") => CommitResult.Exists,
            (412, _) => CommitResult.Changed,
            (404, "ResourceNotFound" or "EntityNotFound") => CommitResult.Missing,
            (413, _) or (400, "RequestBodyTooLarge" or "EntityTooLarge" or "PropertyValueTooLarge") =>
                throw new ArgumentException("The batch is larger, as it travels, than the table service takes."),
            _ => throw service.Unexpected(answer.Status, answer.Code),
        };

        async Task<(int Status, string? Code)> Try() => writes.Count == 1
            ? await Single(table, partition, writes[0], cancel)
            : await Batch(table, partition, writes, cancel);
    }

    public async IAsyncEnumerable<Row> Everything(string table, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        StorageLimits.CheckTable(table);
        var rows = new List<Row>(StorageLimits.PageRows);
        for (var next = ""; next is not null;)
        {
            next = await Page(table, next.TrimStart('&'), rows, cancel);
            foreach (var row in rows)
                yield return row;
            rows.Clear();
        }
    }

    /// <remarks>"Query Tables": at most a thousand names an answer.</remarks>
    public async Task<IReadOnlyList<string>> Names(CancellationToken cancel = default)
    {
        var names = new List<string>();
        for (string? next = ""; next is not null;)
        {
            using var message = Message(RequestMethod.Get, "/Tables" + next, Json);
            var response = await service.Send(message, cancel);
            if (response.Status is not 200)
                throw service.Unexpected(response.Status, StorageService.ErrorCode(response));
            using var told = JsonDocument.Parse(response.Content.ToMemory());
            names.AddRange(told.RootElement.GetProperty("value").EnumerateArray().Select(t => t.GetProperty("TableName").GetString()!));
            next = response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var name) ? "?NextTableName=" + Uri.EscapeDataString(name) : null;
        }
        return names;
    }

    internal static string Path(string table) => "/" + table;

    internal static string Path(string table, string partition, string key) =>
        $"/{table}(PartitionKey='{Escaped(partition)}',RowKey='{Escaped(key)}')";

    internal static RequestMethod Method(WriteKind kind) => kind switch
    {
        WriteKind.Insert => RequestMethod.Post,
        WriteKind.Replace or WriteKind.Upsert => RequestMethod.Put,
        WriteKind.Delete => RequestMethod.Delete,
        _ => throw new ArgumentException($"There is no kind of write called {kind}."),
    };

    /// <summary>An upsert is a PUT without a condition ("Insert Or Replace Entity"); a delete always needs one ("Delete Entity").</summary>
    internal static string? IfMatch(Write write) => write.ETag ?? (write.Kind is WriteKind.Delete ? "*" : null);

    private async Task<(int Status, string? Code)> Single(string table, string partition, Write write, CancellationToken cancel)
    {
        var path = write.Kind is WriteKind.Insert ? Path(table) : Path(table, partition, write.Key);
        using var message = Message(Method(write.Kind), path, Json);
        if (IfMatch(write) is { } etag)
            message.Request.Headers.SetValue("If-Match", etag);
        if (write.Kind is WriteKind.Insert)
            message.Request.Headers.SetValue("Prefer", "return-no-content");
        if (write.Kind is not WriteKind.Delete)
            StorageService.SetBody(message, JsonBody, TableRows.Bytes(partition, write));
        var response = await service.Send(message, cancel);
        return (response.Status, response.IsError ? StorageService.ErrorCode(response) : null);
    }

    private async Task<(int Status, string? Code)> Batch(
        string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel)
    {
        var (contentType, body) = TableBatch.Compose(service.Root, table, partition, writes);
        using var message = Message(RequestMethod.Post, "/$batch", Json);
        StorageService.SetBody(message, contentType, body);
        var response = await service.Send(message, cancel);
        if (response.Status is not 202)
            return (response.Status, StorageService.ErrorCode(response));
        return TableBatch.Answer(response.Content.ToMemory().Span, writes.Count) ?? throw service.Unexpected(202, "an unreadable batch answer");
    }

    /// <summary>Adds one page; gives the query of the next one, or null at the end ("Query timeout and pagination").</summary>
    private async Task<string?> Page(string table, string query, List<Row> rows, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Get, $"/{table}()?{query}", JsonWithETags);
        var response = await service.Send(message, cancel);
        if (response.Status is 404)
            return null;
        if (response.Status is not 200)
            throw service.Unexpected(response.Status, StorageService.ErrorCode(response));
        TableRows.ReadPage(response.Content.ToMemory(), rows);
        if (!response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition))
            return null;
        var next = "&NextPartitionKey=" + Uri.EscapeDataString(partition);
        return response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var key)
            ? next + "&NextRowKey=" + Uri.EscapeDataString(key) : next;
    }

    private async Task Create(string table, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Post, "/Tables", Json);
        message.Request.Headers.SetValue("Prefer", "return-no-content");
        StorageService.SetBody(message, JsonBody, Encoding.UTF8.GetBytes($$"""{"TableName":"{{table}}"}"""));
        var response = await service.Send(message, cancel);
        if (response.IsError && response.Status is not 409)
            throw service.Unexpected(response.Status, StorageService.ErrorCode(response));
    }

    private HttpMessage Message(RequestMethod method, string pathAndQuery, string accept)
    {
        var message = service.Message(method, pathAndQuery);
        message.Request.Headers.SetValue("Accept", accept);
        message.Request.Headers.SetValue("DataServiceVersion", "3.0");
        return message;
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Escaped(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
