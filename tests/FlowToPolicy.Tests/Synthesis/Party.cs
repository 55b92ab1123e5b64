using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Synthesis;

/// <summary>One end of a story.</summary>
internal sealed class Party(ClusterStory story, string name, string kind)
{
    private static readonly Dictionary<string, EndKind> Reserved = new()
    {
        ["host"] = EndKind.Host,
        ["remote-node"] = EndKind.RemoteNode,
        ["kube-apiserver"] = EndKind.KubeApiServer,
        ["ingress"] = EndKind.Ingress,
        ["unmanaged"] = EndKind.Unmanaged,
        ["world"] = EndKind.World,
        ["unknown"] = EndKind.Unknown,
    };

    private readonly List<LabelSet> _labelSets = [];
    private bool _isLabelled = true;
    private End? _end;

    /// <summary>Whether it is no workload.</summary>
    public bool IsReserved => Reserved.ContainsKey(name);

    /// <summary>One more label set: <c>key=value</c>, a source before the key where it is not Kubernetes.</summary>
    public Party With(params string[] labels)
    {
        if (labels.Length > 0)
        {
            _labelSets.Add(LabelSet.Of(labels.Select(Parse).Concat(Own())));
        }

        return this;
    }

    /// <summary>The log shows pods of it that carry no label of their own.</summary>
    public Party Bare()
    {
        _labelSets.Add(LabelSet.Of(Own()));
        return this;
    }

    /// <summary>The log shows no labels of it at all.</summary>
    public Party WithoutLabels()
    {
        _isLabelled = false;
        return this;
    }

    /// <summary>It calls another end.</summary>
    public Party Calls(string server, int port, Protocol protocol = Protocol.Tcp, EdgeOutcome outcome = EdgeOutcome.Allowed, Action<Call>? detail = null)
    {
        var call = new Call(this, story.Get(server), protocol, port, outcome);
        detail?.Invoke(call);
        story.Add(call);
        return this;
    }

    /// <summary>It calls a StatefulSet of that name.</summary>
    public Party Calls(Party server, int port)
    {
        story.Add(new Call(this, server, Protocol.Tcp, port, EdgeOutcome.Allowed));
        return this;
    }

    /// <summary>It calls the world.</summary>
    public Party CallsWorld(int port, params WorldCall[] addresses)
    {
        story.Add(new Call(this, story.Get("world"), Protocol.Tcp, port, EdgeOutcome.Allowed) { Addresses = addresses });
        return this;
    }

    /// <summary>The world calls it.</summary>
    public Party IsCalledByWorld(int port, params WorldCall[] addresses)
    {
        story.Add(new Call(story.Get("world"), this, Protocol.Tcp, port, EdgeOutcome.Allowed) { Addresses = addresses });
        return this;
    }

    /// <summary>It asks the resolver of the cluster.</summary>
    public Party AsksDns(bool proxy = false, params string[] names) => Calls("kube-system/coredns", 53, Protocol.Udp, EdgeOutcome.Allowed, call =>
    {
        call.ThroughDnsProxy = proxy;
        call.QueriedNames = names;
    });

    /// <summary>The next party of the story.</summary>
    public Party Workload(string next, params string[] labels) => story.Workload(next, labels);

    /// <summary>The story.</summary>
    public ClusterStory Story => story;

    internal End ToEnd()
    {
        if (_end is not null)
        {
            return _end;
        }

        if (Reserved.TryGetValue(name, out EndKind reserved))
        {
            return _end = new End { Kind = reserved, Name = name, LabelSets = reserved == EndKind.Unknown ? [] : Sets("reserved:" + name) };
        }

        (string cluster, string ns, string workload) = Parts();
        return _end = new End
        {
            Kind = EndKind.Workload,
            Workload = new Workload(ns, kind, workload),
            Cluster = cluster,
            LabelSets = _isLabelled ? Sets("app=" + workload) : [],
            Name = kind == "Deployment" ? name : $"{name} ({kind})",
            IsHome = cluster is "" or "home",
        };
    }

    private static Label Parse(string text) => text.Contains(':', StringComparison.Ordinal) ? Label.Parse(text) : Label.Parse("k8s:" + text);

    private LabelSet[] Sets(string fallback)
    {
        if (_labelSets.Count == 0)
        {
            With(fallback);
        }

        return [.. _labelSets.Distinct().Order()];
    }

    private IEnumerable<Label> Own()
    {
        if (IsReserved)
        {
            yield break;
        }

        (string cluster, string ns, _) = Parts();
        yield return Label.K8s(LabelKeys.Namespace, ns);
        if (cluster.Length > 0)
        {
            yield return Label.K8s(LabelKeys.Cluster, cluster);
        }
    }

    private (string Cluster, string Namespace, string Name) Parts()
    {
        int colon = name.IndexOf('/', StringComparison.Ordinal) is int slash and > 0 ? name.IndexOf(':', 0, slash) : -1;
        string cluster = colon < 0 ? story.IsMesh ? "home" : "" : name[..colon];
        string[] rest = name[(colon + 1)..].Split('/', 2);
        return (cluster, rest[0], rest[1]);
    }
}
