namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>
/// Reads how many flows an aggregated line stands for: <c>flow.aggregate</c> of Cilium 1.19, and the counters that
/// Azure's exporter puts into <c>flow.extensions</c> under the same names.
/// </summary>
internal static class AggregateJson
{
    /// <summary>The sum of the counters of the object that comes next; 0 when it has none.</summary>
    public static uint Read(ref JsonCursor json, string field)
    {
        long sum = 0;
        if (json.EnterObject(field))
        {
            while (json.NextField(out ReadOnlySpan<byte> name))
            {
                if (name.EndsWith("_flow_count"u8))
                {
                    sum += json.ReadNumber(field, 0, uint.MaxValue);
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return (uint)Math.Min(sum, uint.MaxValue);
    }
}
