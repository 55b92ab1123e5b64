namespace FlowToPolicy.Flows.Logs;

/// <summary>What a look at more bytes gave.</summary>
internal enum ScanResult : byte
{
    /// <summary>The value goes on behind the bytes.</summary>
    More,

    /// <summary>The value ends here.</summary>
    End,

    /// <summary>The value breaks off here, and something else begins.</summary>
    Cut,
}
