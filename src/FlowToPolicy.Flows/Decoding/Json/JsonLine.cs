namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>What <see cref="FlowJsonDecoder"/> made of one JSON value.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Consumed">How many bytes the value took, from the start of the text; 0 when damaged.</param>
/// <param name="Fault">What is wrong with it, as the end of a sentence about the line; empty when nothing is.</param>
/// <param name="Column">Where reading stopped, counted in bytes from 1; 0 when nothing is damaged, or not in the first line of the text.</param>
/// <param name="IsCutOff">Whether the text ended before the value did.</param>
/// <param name="Wrapped">For <see cref="JsonLineKind.Wrapped"/>: where the still escaped inner text stands.</param>
public readonly record struct JsonLine(
    JsonLineKind Kind,
    int Consumed,
    string Fault,
    int Column,
    bool IsCutOff,
    Range Wrapped)
{
    internal static JsonLine Whole(JsonLineKind kind, int consumed) => new(kind, consumed, "", 0, false, default);

    internal static JsonLine Refused(JsonLineKind kind, int consumed, string fault) =>
        new(kind, consumed, fault, 0, false, default);
}
