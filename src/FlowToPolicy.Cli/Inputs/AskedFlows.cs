using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Which flows a request asks for: the part of the cluster of which an answer speaks.</summary>
internal static class AskedFlows
{
    /// <summary>In words, as <c>namespace shop</c>; empty for all.</summary>
    public static string Of(FlowRequest request)
    {
        static string Words(string kind, IReadOnlyList<string> names) => names.Count == 0 ? "" : $"{kind} {string.Join(", ", names.Order(StringComparer.Ordinal))}";
        return string.Join(" with ", ((string[])[Words("namespace", request.Namespaces), Words("pod", request.Pods)]).Where(part => part.Length > 0));
    }
}
