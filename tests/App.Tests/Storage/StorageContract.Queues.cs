using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Tests.Storage;

public abstract partial class StorageContract
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_queue_that_nobody_has_sent_to_is_empty()
    {
        Assert.Empty(await Queues.Receive(queue, 32, Minute));
        Assert.Equal(0, await Queues.Count(queue));
        Assert.False(await Queues.Delete(new QueueMessage(queue, Guid.NewGuid().ToString(), "x", 1, "none")));
    }

    [Fact]
    public async Task A_sent_message_is_received_once_while_it_is_hidden()
    {
        await Queues.Send(queue, "hello");

        var message = Assert.Single(await Queues.Receive(queue, 32, Minute));
        Assert.Equal((queue, "hello", 1), (message.Queue, message.Body, message.Attempt));
        Assert.Empty(await Queues.Receive(queue, 32, Minute));
    }

    [Fact]
    public async Task A_message_comes_back_with_a_higher_attempt_when_its_time_is_up()
    {
        await Queues.Send(queue, "hello");
        var first = Assert.Single(await Queues.Receive(queue, 1, Second));
        await Pass(Second);

        var second = Assert.Single(await Queues.Receive(queue, 1, Minute));

        Assert.Equal((first.Id, "hello", 2), (second.Id, second.Body, second.Attempt));
        Assert.NotEqual(first.Receipt, second.Receipt);
    }

    [Fact]
    public async Task A_deleted_message_does_not_come_back()
    {
        await Queues.Send(queue, "hello");

        Assert.True(await Queues.Delete(await Received(Second)));
        await Pass(Second);
        Assert.Empty(await Queues.Receive(queue, 1, Second));
        Assert.Equal(0, await Queues.Count(queue));
    }

    [Fact]
    public async Task Deleting_twice_is_refused_the_second_time()
    {
        await Queues.Send(queue, "hello");
        var message = await Received(Minute);

        Assert.True(await Queues.Delete(message));
        Assert.False(await Queues.Delete(message));
        Assert.False(await Queues.Release(message, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_receipt_is_worthless_once_someone_else_has_received_the_message()
    {
        await Queues.Send(queue, "hello");
        var first = await Received(Second);
        await Pass(Second);
        var second = await Received(Minute);

        Assert.False(await Queues.Delete(first));
        Assert.False(await Queues.Release(first, TimeSpan.Zero));
        Assert.Empty(await Queues.Receive(queue, 1, Minute));
        Assert.True(await Queues.Delete(second));
    }

    [Fact]
    public async Task A_receipt_holds_after_its_time_until_someone_else_receives()
    {
        await Queues.Send(queue, "hello");
        var message = await Received(Second);
        await Pass(Second);

        Assert.True(await Queues.Delete(message));
        Assert.Equal(0, await Queues.Count(queue));
    }

    [Fact]
    public async Task A_released_message_is_there_again_at_once_and_its_old_receipt_is_worthless()
    {
        await Queues.Send(queue, "żółw");
        var first = await Received(Minute);

        Assert.True(await Queues.Release(first, TimeSpan.Zero));
        Assert.False(await Queues.Delete(first));

        var second = await Received(Minute);
        Assert.Equal((first.Id, "żółw", 2), (second.Id, second.Body, second.Attempt));
    }

    [Fact]
    public async Task A_message_released_with_a_delay_waits_for_it()
    {
        await Queues.Send(queue, "hello");

        Assert.True(await Queues.Release(await Received(Minute), Second));
        Assert.Empty(await Queues.Receive(queue, 1, Minute));
        await Pass(Second);
        Assert.Equal(2, (await Received(Minute)).Attempt);
    }

    [Fact]
    public async Task A_message_sent_with_a_delay_waits_for_it()
    {
        await Queues.Send(queue, "later", Second);
        await Queues.Send(queue, "much later", StorageLimits.LongestDelay);

        Assert.Empty(await Queues.Receive(queue, 32, Minute));
        Assert.Equal(2, await Queues.Count(queue));
        await Pass(Second);
        Assert.Equal("later", Assert.Single(await Queues.Receive(queue, 32, Minute)).Body);
    }

    [Fact]
    public async Task Receive_gives_at_most_what_was_asked_for_and_each_message_to_one_receiver()
    {
        var sent = Enumerable.Range(0, 40).Select(i => $"{i:00}").ToArray();
        foreach (var body in sent)
            await Queues.Send(queue, body);

        var three = await Queues.Receive(queue, 3, Minute);
        Assert.Equal(3, three.Count);
        var rest = (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Queues.Receive(queue, 32, Minute)))).SelectMany(m => m);
        Assert.Equal(sent, three.Concat(rest).Select(m => m.Body).Order());
        Assert.Equal(40, await Queues.Count(queue));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":\"fact-1\"}")]
    [InlineData("<xml> & \"quotes\" ]]>\r\n\u0000")]
    [InlineData("Łódź – 東京 😀 \u2028")]
    [InlineData("aGVsbG8=")]
    public async Task A_body_comes_back_as_it_was_sent(string body)
    {
        await Queues.Send(queue, body);

        Assert.Equal(body, (await Received(Minute)).Body);
    }

    [Fact]
    public async Task A_body_has_48_kibibytes_of_utf8_and_no_more()
    {
        await Queues.Send(queue, new string('x', 48 * 1024));
        await Queues.Send(queue, new string('€', 16 * 1024));
        await Assert.ThrowsAsync<ArgumentException>(() => Queues.Send(queue, new string('x', 48 * 1024 + 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => Queues.Send(queue, new string('€', 16 * 1024 + 1)));

        Assert.Equal([16 * 1024, 48 * 1024], (await Queues.Receive(queue, 32, Minute)).Select(m => m.Body.Length).Order());
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Upper")]
    [InlineData("two--hyphens")]
    [InlineData("-first")]
    [InlineData("under_score")]
    public async Task Queues_have_plain_names(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Queues.Send(name, "x"));
        await Assert.ThrowsAsync<ArgumentException>(() => Queues.Receive(name, 1, Minute));
        await Assert.ThrowsAsync<ArgumentException>(() => Queues.Count(name));
    }

    [Fact]
    public async Task Delays_and_numbers_outside_the_limits_are_refused()
    {
        var tooLong = StorageLimits.LongestDelay + Second;
        await Queues.Send(queue, "x");
        var message = await Received(Minute);

        await Assert.ThrowsAsync<ArgumentException>(() => Queues.Send(queue, "x", tooLong));
        await Assert.ThrowsAsync<ArgumentException>(() => Queues.Send(queue, "x", -Second));
        await Assert.ThrowsAsync<ArgumentException>(() => Queues.Receive(queue, 0, Minute));
        await Assert.ThrowsAsync<ArgumentException>(() => Queues.Receive(queue, 33, Minute));
        await Assert.ThrowsAsync<ArgumentException>(() => Queues.Receive(queue, 1, TimeSpan.Zero));
        await Assert.ThrowsAsync<ArgumentException>(() => Queues.Release(message, tooLong));
        Assert.True(await Queues.Delete(message));
    }

    private async Task<QueueMessage> Received(TimeSpan hideFor) => Assert.Single(await Queues.Receive(queue, 1, hideFor));
}
