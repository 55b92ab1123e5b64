using System.Text.Json;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Cli.Output;

/// <summary>The parts of JSON documents that hold a proposal.</summary>
internal static class ProposalJson
{
    /// <summary>The options that the proposal was made with.</summary>
    public static void Options(Utf8JsonWriter json, ProposalOptions options)
    {
        json.WriteStartObject("options");
        json.WriteString("isolate", ProposalSettings.Word(options.Isolate));
        json.Strings("namespaces", options.Namespaces);
        json.Strings("systemNamespaces", options.SystemNamespaces);
        json.WriteBoolean("includeSystem", options.IncludeSystem);
        json.WriteString("audited", ProposalSettings.Word(options.Audited));
        json.WriteBoolean("includeDenied", options.IncludeDenied);
        json.WriteString("worldIngress", ProposalSettings.Word(options.WorldIngress));
        json.WriteString("dnsNames", ProposalSettings.Word(options.DnsNames));
        json.WriteString("platform", ProposalSettings.Word(options.Platform));
        json.WriteString("evidence", ProposalSettings.Word(options.Evidence));
        json.WriteString("namePrefix", options.NamePrefix);
        json.WriteEndObject();
    }

    /// <summary>Policies, shared selectors and remarks.</summary>
    public static void Content(Utf8JsonWriter json, Proposal proposal)
    {
        json.WriteStartArray("policies");
        foreach (ProposedPolicy policy in proposal.Policies)
        {
            Write(json, policy);
        }

        json.WriteEndArray();
        json.WriteStartArray("sharedSelectors");
        foreach (SharedSelector shared in proposal.Shared)
        {
            json.WriteStartObject();
            json.Strings("workloads", shared.Workloads.Select(w => w.Name));
            json.WriteString("selector", shared.Selector);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("remarks");
        foreach (Remark remark in proposal.Remarks)
        {
            Write(json, remark);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ProposedPolicy policy)
    {
        json.WriteStartObject();
        json.WriteString("cluster", policy.Cluster);
        json.WriteString("namespace", policy.Namespace);
        json.Strings("workloads", policy.Workloads.Select(w => w.Name));
        json.WriteBoolean("closesIngress", policy.ClosesIngress);
        json.WriteBoolean("closesEgress", policy.ClosesEgress);
        json.WritePropertyName("policy");
        PolicyJsonWriter.Write(json, policy.Policy);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Remark remark)
    {
        json.WriteStartObject();
        json.WriteString("kind", Words.Kebab(remark.Kind.ToString()));
        json.WriteString("subject", remark.Subject);
        json.WriteString("peer", remark.Peer);
        json.WriteString("port", remark.Port);
        json.WriteNumber("count", remark.Count);
        json.WriteString("text", remark.Text);
        json.WriteEndObject();
    }
}
