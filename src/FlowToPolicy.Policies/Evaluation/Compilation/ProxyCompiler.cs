using FlowToPolicy.Policies.Evaluation.Requests;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>Finds which proxy an entry of <c>toPorts</c> sends traffic to (pkg/policy/l4.go createL4Filter).</summary>
internal sealed class ProxyCompiler(EvaluationOptions options)
{
    private readonly PatternTable _patterns = new();

    /// <summary>What the proxy is told; null when no proxy gets the traffic. Rules whose lists are empty count as absent.</summary>
    public ProxyRules? Compile(PortRule rule)
    {
        ProxyKind kind = Kind(rule);
        return kind == ProxyKind.None ? null : new ProxyRules(kind, rule, _patterns, options.Version);
    }

    private static ProxyKind Kind(PortRule rule)
    {
        if (rule.Listener is not null)
        {
            return ProxyKind.Listener;
        }

        if (rule.Http is { Count: > 0 })
        {
            return ProxyKind.Http;
        }

        if (rule.Kafka is { Count: > 0 })
        {
            return ProxyKind.Kafka;
        }

        if (rule.Dns is { Count: > 0 })
        {
            return ProxyKind.Dns;
        }

        if (!string.IsNullOrEmpty(rule.L7Protocol))
        {
            return ProxyKind.Other;
        }

        bool tls = rule.ServerNames is { Count: > 0 } || rule.TerminatingTls is not null || rule.OriginatingTls is not null;
        return tls ? ProxyKind.Tls : ProxyKind.None;
    }
}
