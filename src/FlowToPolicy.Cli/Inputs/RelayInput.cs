using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Flows from Hubble Relay.</summary>
/// <param name="options">How to reach it.</param>
/// <param name="request">What to ask for.</param>
/// <param name="settings">Whether a stream that breaks off is forgiven.</param>
internal sealed class RelayInput(RelayOptions options, FlowRequest request, GeneralSettings settings) : IFlowInput
{
    private readonly RelayProgress _progress = new();
    private readonly List<string> _warnings = [];

    /// <inheritdoc/>
    public ReadingProgress Progress => new(_progress.Bytes, null, _progress.Flows);

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <inheritdoc/>
    public async Task ReadAsync(IFlowSink sink, CancellationToken stop)
    {
        if (AskedFlows.Of(request) is { Length: > 0 } selection)
        {
            _warnings.Add($"only flows of {selection} were asked for; of all others nothing is known, not even whether there were any");
        }

        try
        {
            RelayEnd end = await RelaySource.ReadAsync(options, request, new EndpointTable(), sink, _progress, stop).ConfigureAwait(false);
            if (end == RelayEnd.Complete && request.Follow)
            {
                _warnings.Add("the relay ended the stream, because it lost all its nodes; what was read is analysed");
            }
        }
        catch (RelayException broken) when (broken.FlowsRead > 0 && !settings.Strict)
        {
            _warnings.Add($"{broken.Message}; the {Words.Count(broken.FlowsRead, "flow")} read before are analysed");
        }
    }
}
