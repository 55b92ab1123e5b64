using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>Pods, nodes, reserved ends and addresses outside the cluster.</summary>
internal sealed class RandomEnds(Dice dice, EvaluationOptions options)
{
    /// <summary>An end that has policies of its own.</summary>
    public PolicyEnd Subject() => dice.Below(14) switch
    {
        0 => Reserved("host"),
        1 => Reserved(dice.One("init", "health", "ingress")),
        _ => Pod(),
    };

    public PolicyEnd Peer() => dice.Below(14) switch
    {
        <= 5 => Pod(),
        6 => Reserved("host"),
        7 => Node(),
        8 => Reserved(dice.One("init", "health", "ingress", "unmanaged", "remote-node")),
        9 => World(),
        _ => Outside(),
    };

    private PolicyEnd Pod()
    {
        string space = dice.One(Words.Namespaces);
        List<string> labels =
        [
            $"{(dice.Chance(8) ? "container" : "k8s")}:app={dice.One(Words.Apps)}",
            $"k8s:{LabelKeys.Namespace}={space}",
            $"k8s:{LabelKeys.NamespaceLabelPrefix}kubernetes.io/metadata.name={space}",
            $"k8s:{LabelKeys.NamespaceLabelPrefix}team={(space == "shop" ? "red" : "blue")}",
            $"k8s:{LabelKeys.Cluster}={dice.One(Words.Clusters)}",
            $"k8s:{LabelKeys.ServiceAccount}={dice.One(Words.Accounts)}",
        ];
        if (dice.Chance(60))
        {
            labels.Add($"k8s:tier={dice.One(Words.Tiers)}");
        }

        if (dice.Chance(2))
        {
            labels.Add($"k8s:{dice.One("host", "init")}=x");
        }

        return new PolicyEnd(LabelSet.Parse(labels)) { NamedPorts = Ports(dice) };
    }

    /// <summary>The named ports of a pod; pods disagree about some.</summary>
    public static List<NamedPort> Ports(Dice dice)
    {
        List<NamedPort> ports = [];
        if (dice.Chance(60))
        {
            ports.Add(new NamedPort("http", dice.One<ushort>(80, 80, 80, 8080), Protocol.Tcp));
        }

        if (dice.Chance(40))
        {
            ports.Add(new NamedPort("dns", 53, dice.One(Protocol.Udp, Protocol.Tcp)));
        }

        return ports;
    }

    private static PolicyEnd Reserved(params string[] names) => new(LabelSet.Parse(names.Select(name => $"reserved:{name}"))) { NamedPorts = [] };

    private PolicyEnd Node()
    {
        PolicyEnd node = dice.Chance(30) ? Reserved("remote-node", "kube-apiserver") : Reserved("remote-node");
        LabelSet labels = options.NodeSelectorLabels ? node.Labels.With(new Label("node", "zone", dice.One("a", "b"))) : node.Labels;
        if (dice.Chance(50))
        {
            labels = labels.With(Label.K8s(LabelKeys.Cluster, dice.One(Words.Clusters)));
        }

        return node with { Labels = labels, Address = Address.Parse(dice.One("10.1.2.3", "192.0.2.7")) };
    }

    /// <summary>The world without an address, perhaps with the prefix of a recorded cluster.</summary>
    private PolicyEnd World()
    {
        bool isV6 = dice.Chance(30);
        LabelSet world = LabelSet.Parse(Of(isV6));
        string? prefix = dice.Chance(50) ? isV6 ? dice.One("2001-db8--0/32", "2001-db8-1--0/48") : dice.One("10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "192.0.2.0/24") : null;
        return new PolicyEnd(prefix is null ? world : world.With(new Label("cidr", prefix, "")), Names: []) { NamedPorts = [] };
    }

    private PolicyEnd Outside()
    {
        var address = Address.Parse(dice.One(Words.Addresses));
        LabelSet world = LabelSet.Parse(Of(address.IsV6));
        LabelSet labels = dice.Chance(12) ? world.With(new Label(Label.Reserved, "kube-apiserver", "")) : world;
        return new PolicyEnd(labels, address, dice.Chance(50) ? [] : [.. dice.Some(2, () => dice.One(Words.Names)).Distinct()]) { NamedPorts = [] };
    }

    private string Of(bool isV6) => !options.DualStack ? "reserved:world" : isV6 ? "reserved:world-ipv6" : "reserved:world-ipv4";
}
