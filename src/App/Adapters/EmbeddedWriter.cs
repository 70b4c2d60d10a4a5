using System.Globalization;
using SinglePointOfReferral.App.Ports;

namespace SinglePointOfReferral.App.Adapters;

/// <summary>What can be written to an embedded store, as prepared statements. Used by one thread, inside its transaction.</summary>
internal sealed class EmbeddedWriter
{
    private readonly SqliteStatement find, insert, update, remove, send, due, hide, holds, delete, release;
    private long latest;

    public EmbeddedWriter(SqliteConnection connection, long now)
    {
        // Versions, message ids and receipts are one rising number that starts at a new million million with each opening of the
        // store: none is ever given twice, and none needs to be saved.
        latest = connection.Number("update openings set latest = latest + 1 returning latest") << 40;

        // Whoever had received a message before this opening is gone.
        connection.Prepare("update messages set visible_at = ?1, receipt = null where receipt is not null and visible_at > ?1")
            .Bind(1, now).Run();

        find = connection.Prepare("select id, etag from rows where tbl = ?1 and partition = ?2 and key = ?3");
        insert = connection.Prepare("insert into rows (tbl, partition, key, etag, texts) values (?1, ?2, ?3, ?4, ?5)");
        update = connection.Prepare("update rows set etag = ?2, texts = ?3 where id = ?1");
        remove = connection.Prepare("delete from rows where id = ?1");
        send = connection.Prepare("insert into messages (id, queue, visible_at, body, attempt) values (?1, ?2, ?3, ?4, 0)");
        due = connection.Prepare(
            "select id, attempt, body from messages where queue = ?1 and visible_at <= ?2 order by visible_at, id limit ?3");
        hide = connection.Prepare("update messages set visible_at = ?2, attempt = attempt + 1, receipt = ?3 where id = ?1");
        holds = connection.Prepare("select 1 from messages where id = ?1 and queue = ?2 and receipt = ?3");
        delete = connection.Prepare("delete from messages where id = ?1");
        release = connection.Prepare("update messages set visible_at = ?2, receipt = null where id = ?1");
    }

    /// <summary>Checks every condition before it writes anything, so that a refused batch leaves nothing to undo.</summary>
    public CommitResult Commit(string table, string partition, IReadOnlyList<Write> writes, byte[][] texts)
    {
        Span<long> ids = stackalloc long[writes.Count];
        find.Bind(1, table).Bind(2, partition);
        for (var i = 0; i < writes.Count; i++)
        {
            (ids[i], var etag) = Find(writes[i].Key);
            var result = Judge(writes[i], etag);
            if (result is not CommitResult.Committed)
                return result;
        }
        insert.Bind(1, table).Bind(2, partition);
        for (var i = 0; i < writes.Count; i++)
            Apply(writes[i], ids[i], texts[i]);
        return CommitResult.Committed;
    }

    public bool Send(string queue, byte[] body, long visibleAt)
    {
        send.Bind(1, ++latest).Bind(2, queue).Bind(3, visibleAt).Bind(4, body).Run();
        return true;
    }

    public IReadOnlyList<QueueMessage> Receive(string queue, int max, long now, long hiddenUntil)
    {
        var receipt = ++latest;
        var received = new List<QueueMessage>();
        due.Bind(1, queue).Bind(2, now).Bind(3, max);
        while (due.Step())
            received.Add(new QueueMessage(queue, Opaque(due.Integer(0)), due.Text(2), (int)due.Integer(1) + 1, Opaque(receipt)));
        due.Reset();
        foreach (var message in received)
            hide.Bind(1, Number(message.Id)).Bind(2, hiddenUntil).Bind(3, receipt).Run();
        return received;
    }

    public bool Delete(QueueMessage message)
    {
        if (!Holds(message))
            return false;
        delete.Bind(1, Number(message.Id)).Run();
        return true;
    }

    public bool Release(QueueMessage message, long visibleAt)
    {
        if (!Holds(message))
            return false;
        release.Bind(1, Number(message.Id)).Bind(2, visibleAt).Run();
        return true;
    }

    public static string Opaque(long number) => number.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>0, which is never given, for a text that is none of ours.</summary>
    private static long Number(string? opaque) =>
        long.TryParse(opaque, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private (long Id, long ETag) Find(string key)
    {
        var found = find.Bind(3, key).Step() ? (find.Integer(0), find.Integer(1)) : default;
        find.Reset();
        return found;
    }

    private static CommitResult Judge(Write write, long etag) => write.Kind switch
    {
        WriteKind.Insert => etag == 0 ? CommitResult.Committed : CommitResult.Exists,
        WriteKind.Upsert => CommitResult.Committed,
        _ when etag == 0 => CommitResult.Missing,
        WriteKind.Delete when write.ETag is null => CommitResult.Committed,
        _ => etag == Number(write.ETag) ? CommitResult.Committed : CommitResult.Changed,
    };

    private void Apply(Write write, long id, byte[] texts)
    {
        if (write.Kind is WriteKind.Delete)
            remove.Bind(1, id).Run();
        else if (id != 0)
            update.Bind(1, id).Bind(2, ++latest).Bind(3, texts).Run();
        else
            insert.Bind(3, write.Key).Bind(4, ++latest).Bind(5, texts).Run();
    }

    private bool Holds(QueueMessage message)
    {
        var held = holds.Bind(1, Number(message.Id)).Bind(2, message.Queue).Bind(3, Number(message.Receipt)).Step();
        holds.Reset();
        return held;
    }
}
