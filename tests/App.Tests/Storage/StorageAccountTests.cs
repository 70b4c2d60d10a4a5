using Azure.Core;
using Azure.Core.Pipeline;
using SinglePointOfReferral.App.Adapters;

namespace SinglePointOfReferral.App.Tests.Storage;

public sealed class StorageAccountTests
{
    private const string Key = "c2VjcmV0LWtleQ==";

    [Fact]
    public void The_emulator_has_a_short_name()
    {
        var account = StorageAccount.Parse("UseDevelopmentStorage=true");

        Assert.Equal("devstoreaccount1", account.Name);
        Assert.Equal("http://127.0.0.1:10002/devstoreaccount1", account.TableEndpoint.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:10001/devstoreaccount1", account.QueueEndpoint.AbsoluteUri);
    }

    [Theory]
    [InlineData("", "https://spr.table.core.windows.net/", "https://spr.queue.core.windows.net/")]
    [InlineData("DefaultEndpointsProtocol=http;EndpointSuffix=example.org", "http://spr.table.example.org/", "http://spr.queue.example.org/")]
    [InlineData("tableendpoint = https://a.example/t; QueueEndpoint=https://a.example/q", "https://a.example/t", "https://a.example/q")]
    public void Addresses_are_made_of_the_name_unless_they_are_given(string settings, string tables, string queues)
    {
        var account = StorageAccount.Parse($"AccountName=spr;AccountKey={Key};{settings}");

        Assert.Equal(tables, account.TableEndpoint.AbsoluteUri);
        Assert.Equal(queues, account.QueueEndpoint.AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Key)]
    [InlineData("AccountName=spr")]
    [InlineData("AccountName=spr;AccountKey=c2VjcmV0LWtleQ=!")]
    [InlineData("AccountKey=" + Key)]
    [InlineData("AccountName=spr;AccountKey=" + Key + ";TableEndpoint=nowhere")]
    [InlineData("AccountName=spr;AccountKey=" + Key + ";QueueEndpoint=")]
    [InlineData("AccountName=spr;AccountKey=" + Key + ";TableEndpoint=https://a.example?sv=2020&sig=" + Key)]
    public void What_is_no_connection_string_is_refused_without_repeating_the_key(string text)
    {
        var refusal = Assert.Throws<ArgumentException>(() => StorageAccount.Parse(text));

        Assert.DoesNotContain("c2Vjc", refusal.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Upper")]
    [InlineData("evil.example/")]
    public void An_account_s_name_is_plain(string name) =>
        Assert.Throws<ArgumentException>(() => StorageAccount.WithIdentity(name, DelegatedTokenCredential.Create((_, _) => default)));

    /// <summary>The signature that Microsoft's own storage library for Node.js has in its tests for the same request.</summary>
    [Fact]
    public void A_table_request_is_signed_as_microsoft_s_library_signs_it()
    {
        var request = Request(RequestMethod.Get, "http://127.0.0.1:10002/?restype=service&comp=properties");
        request.Headers.Add("x-ms-date", "Mon, 05 Dec 2011 17:55:02 GMT");

        var text = SharedKey.StringToSign(SharedKeyScheme.Table, StorageAccount.EmulatorName, request);

        Assert.Equal("b89upLBiJ54w3Ju3zBv4GzThZGj/M6C3CdTm1BySj28=", SharedKey.Sign(Convert.FromBase64String(StorageAccount.EmulatorKey), text));
    }

    /// <summary>The example of "Authorize with Shared Key", section "Blob, Queue, and File Services (Shared Key authorization)".</summary>
    [Fact]
    public void What_is_signed_of_a_queue_request_is_the_published_example()
    {
        var request = Request(RequestMethod.Get, "https://myaccount.queue.core.windows.net/mycontainer?restype=container&timeout=20&comp=metadata");
        request.Headers.Add("x-ms-version", "2015-02-21");
        request.Headers.Add("x-ms-date", "Fri, 26 Jun 2015 23:39:12 GMT");

        Assert.Equal(
            "GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21\n"
                + "/myaccount/mycontainer\ncomp:metadata\nrestype:container\ntimeout:20",
            SharedKey.StringToSign(SharedKeyScheme.Queue, "myaccount", request));
    }

    [Fact]
    public void Keys_are_escaped_in_addresses_and_the_emulator_s_account_is_named_twice()
    {
        var request = Request(RequestMethod.Get, "http://127.0.0.1:10002/devstoreaccount1" + AzureTables.Path("T", "',RowKey='x", "a b%2F"));
        request.Headers.Add("x-ms-date", "now");

        Assert.Equal(
            "now\n/devstoreaccount1/devstoreaccount1/T(PartitionKey='%27%27%2CRowKey%3D%27%27x',RowKey='a%20b%252F')",
            SharedKey.StringToSign(SharedKeyScheme.Table, StorageAccount.EmulatorName, request));
    }

    private static Request Request(RequestMethod method, string address)
    {
        var request = new HttpClientTransport().CreateRequest();
        request.Method = method;
        request.Uri.Reset(new Uri(address));
        return request;
    }
}
