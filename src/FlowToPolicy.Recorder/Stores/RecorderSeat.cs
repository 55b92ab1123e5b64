using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FlowToPolicy.Recorder.Stores;

/// <summary>
/// The one seat of a recorder: who sits on it may write. A recorder of this machine that has died is known by its process; one of another
/// machine is taken for dead when it has not written for <see cref="Patience"/>. Whoever lost the seat meanwhile notices at its next commit.
/// </summary>
internal sealed class RecorderSeat(Database database, string path, TimeProvider clock, RecorderIdentity identity)
{
    /// <summary>How long a recorder on another machine may be silent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly byte[] _token = Guid.NewGuid().ToByteArray();

    /// <summary>Who sits there; null when nobody does.</summary>
    public static RecorderState? Read(Database database, TimeProvider clock, RecorderIdentity me) => database.Rows(
        "SELECT host, boot, pid, birth, since, beat FROM recorder",
        row =>
        {
            var other = new RecorderIdentity(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetString(3));
            long beat = row.GetInt64(5);
            return new RecorderState(other, row.GetInt64(4), beat, Lives(other, beat, clock, me));
        }).FirstOrDefault();

    /// <summary>Sits down, or throws with the name of who sits there.</summary>
    public void Take() => database.Transaction(writes: true, () =>
    {
        if (Read(database, clock, identity) is { IsAlive: true } other)
        {
            throw new StoreException(StoreFailure.Recording, string.Create(
                CultureInfo.InvariantCulture,
                $"the store {path} is being recorded to by process {other.Identity.Pid} on {other.Identity.Host} since {new DateTime(other.Since, DateTimeKind.Utc):yyyy-MM-ddTHH:mm:ssZ}; stop that one first, or give another file with --store."));
        }

        return database.Run(
            "INSERT OR REPLACE INTO recorder (id, host, boot, pid, birth, since, beat, token) VALUES (1, $1, $2, $3, $4, $5, $5, $6)",
            identity.Host, identity.Boot, identity.Pid, identity.Birth, Now, _token);
    });

    /// <summary>Says that it still sits there; part of each transaction. Throws when another one has taken the seat.</summary>
    public void Beat()
    {
        if (database.Run("UPDATE recorder SET beat = $1 WHERE token = $2", Now, _token) == 0)
        {
            throw new StoreException(
                StoreFailure.Recording,
                $"another recorder has taken over the store {path}, because this one was silent for more than {Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s; nothing more is written by this one.");
        }
    }

    /// <summary>Leaves the seat, if it is still this one's.</summary>
    public void Leave() => database.Run("DELETE FROM recorder WHERE token = $1", _token);

    private long Now => clock.GetUtcNow().Ticks;

    private static bool Lives(RecorderIdentity other, long beat, TimeProvider clock, RecorderIdentity me) =>
        other.Host == me.Host && other.Boot == me.Boot && me.Boot.Length > 0
            ? ProcessBirth.Of(other.Pid) == other.Birth
            : Math.Abs(clock.GetUtcNow().Ticks - beat) <= Patience.Ticks;
}
