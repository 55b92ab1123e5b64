namespace FlowToPolicy.Flows.Relay;

/// <summary>A certificate in words; all text is one printable line.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Names">The names and addresses that it is for.</param>
/// <param name="From">From when on it is valid, UTC.</param>
/// <param name="To">Until when it is valid, UTC.</param>
public sealed record RelayCertificate(string Subject, string Issuer, IReadOnlyList<string> Names, DateTime From, DateTime To);
