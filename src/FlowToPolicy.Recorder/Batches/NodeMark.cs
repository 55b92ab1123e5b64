namespace FlowToPolicy.Recorder.Batches;

/// <summary>How far a node was read, so that a later reading can go on without a gap and without counting a flow twice.</summary>
/// <param name="Node">The node's name as its flows give it.</param>
/// <param name="LastTime">The time of its latest flow in ticks UTC. A node's flows come in the order of time.</param>
/// <param name="Overlap">
/// The keys of its flows from the overlap before <paramref name="LastTime"/> on, which a resumed reading asks for again: their uuids,
/// or for agents before 1.14 a fingerprint of node, time, addresses, ports and event.
/// </param>
public sealed record NodeMark(string Node, long LastTime, IReadOnlyList<Guid> Overlap);
