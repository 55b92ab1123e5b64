namespace FlowToPolicy.Recorder.Recording;

/// <summary>Breaks the stream that is open off, so that the next one is opened.</summary>
internal sealed class StreamBreak
{
    private readonly Lock _gate = new();
    private Scope? _open;

    /// <summary>Breaks off what is open, if anything is.</summary>
    public void Now(StreamEnd why)
    {
        lock (_gate)
        {
            _open?.Break(why);
            _open = null;
        }
    }

    private void Open(Scope scope)
    {
        lock (_gate)
        {
            _open = scope;
        }
    }

    /// <summary>One stream.</summary>
    internal sealed class Scope : IAsyncDisposable
    {
        private readonly StreamBreak _owner;
        private readonly CancellationTokenSource _source;
        private Task _cancelling = Task.CompletedTask;

        /// <summary>A stream begins; it ends with <paramref name="stop"/> or when the owner breaks it off.</summary>
        public Scope(StreamBreak owner, CancellationToken stop)
        {
            (_owner, _source) = (owner, CancellationTokenSource.CreateLinkedTokenSource(stop));
            owner.Open(this);
        }

        /// <summary>Ends the stream.</summary>
        public CancellationToken Token => _source.Token;

        /// <summary>Who ended it.</summary>
        public StreamEnd End { get; private set; }

        /// <summary>Breaks it off. Called only while it is the owner's open one, and under its lock.</summary>
        public void Break(StreamEnd why) => (End, _cancelling) = (why, _source.CancelAsync());

        /// <inheritdoc/>
        public async ValueTask DisposeAsync()
        {
            lock (_owner._gate)
            {
                if (_owner._open == this)
                {
                    _owner._open = null;
                }
            }

            await _cancelling.ConfigureAwait(false);
            _source.Dispose();
        }
    }
}

/// <summary>Why a stream ended.</summary>
internal enum StreamEnd
{
    /// <summary>By itself: the relay ended it, or it failed.</summary>
    Itself,

    /// <summary>A node refuses the field mask.</summary>
    MaskRefused,

    /// <summary>The certificates are to be read again.</summary>
    Reload,

    /// <summary>Flows do not arrive, although there are some.</summary>
    Deaf,
}
