namespace FlowToPolicy.Recorder.Stores;

/// <summary>What stands in the way of a store.</summary>
public enum StoreFailure
{
    /// <summary>Something else; the message says what.</summary>
    Other,

    /// <summary>There is no file.</summary>
    Missing,

    /// <summary>The path is a folder.</summary>
    Folder,

    /// <summary>The file is no database.</summary>
    NotADatabase,

    /// <summary>The file is a database, but none of ours.</summary>
    NotAStore,

    /// <summary>A newer version of this program made it.</summary>
    Newer,

    /// <summary>The file is damaged.</summary>
    Corrupt,

    /// <summary>No room is left on the disk.</summary>
    DiskFull,

    /// <summary>The file or its file system is read-only.</summary>
    ReadOnly,

    /// <summary>The file or its folder may not be opened by this user.</summary>
    NoPermission,

    /// <summary>Another process holds it for longer than one can wait.</summary>
    Busy,

    /// <summary>The disk or the file system fails.</summary>
    Disk,

    /// <summary>Another recorder writes to it.</summary>
    Recording,

    /// <summary>The flows are of another cluster.</summary>
    OtherCluster,

    /// <summary>The store holds another part of the cluster's flows.</summary>
    OtherSelection,
}
