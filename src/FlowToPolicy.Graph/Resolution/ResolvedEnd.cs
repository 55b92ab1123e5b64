using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Resolution;

/// <summary>What a raw end became, found once for all of its edges.</summary>
/// <param name="Client">The end in the role of the client.</param>
/// <param name="Server">The end in the role of the server.</param>
/// <param name="ClientLabels">Its label sets as a client: its own one, or all that the workload has when the flow gave none; sorted.</param>
/// <param name="ServerLabels">The same as a server.</param>
internal sealed record ResolvedEnd(End Client, End Server, IReadOnlyList<LabelSet> ClientLabels, IReadOnlyList<LabelSet> ServerLabels);
