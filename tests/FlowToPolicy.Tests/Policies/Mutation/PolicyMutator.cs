using System.Text.RegularExpressions;

namespace FlowToPolicy.Tests.Policies.Mutation;

/// <summary>Breaks policies at random: other values, lost and doubled pieces, stray characters.</summary>
internal sealed partial class PolicyMutator(int seed)
{
    private static readonly string[] Values =
    [
        "null", "~", "", "true", "0", "-1", "65536", "99999999999999999999", "1e400", "08", "0x50", "\"\"", "\"*\"", "'a\"b'", "[]", "{}", "[{}]", "[null]", "[[]]",
        "{a: b}", "{'': ''}", "10.0.0.0/8", "::/0", "0.0.0.0/0", "::ffff:10.0.0.0/104", "fe80::1%eth0/64", "10.0.0.0/-1", "a..b", "*.*", "**.", ".", "k8s:", ":", "any:=", "$host",
        "reserved.host", "reserved:init", "io.kubernetes.pod.namespace", "é", "😀", "\"\\u0000\"", "'(?i)a**'", "'[[:alpha:]'", "'a{1000}{2}'", "'(((('", "ANY", "tcp", "VRRP",
        "ICMPv6", "EchoReply", "In", "NotIn", "Exists", "DoesNotExist", "all", "none", "kube-apiserver", "&a [*a]", "*x", "!!int a", "!x {}", "<<: {a: 1}", "# f2p:ignore",
    ];

    private static readonly string[] Keys =
    [
        "spec", "specs", "metadata", "kind", "endpointSelector", "nodeSelector", "ingress", "egressDeny", "fromEndpoints", "toPorts", "ports", "port", "endPort", "rules", "http",
        "dns", "kafka", "l7", "l7proto", "icmps", "fields", "toFQDNs", "matchName", "matchPattern", "cidr", "except", "cidrGroupRef", "cidrGroupSelector", "toServices",
        "matchExpressions", "operator", "values", "authentication", "listener", "serverNames", "policyTypes", "ipBlock", "namespaceSelector", "podSelector", "fromRequires", "x",
    ];

    private const string Characters = "{}[]:,-#&*!|>'\"%@`?\n\t\\/.0aZé\u2028\u0085";

    private readonly Random _random = new(seed);

    /// <summary>The text with one to four pieces changed.</summary>
    public string Mutate(string text)
    {
        for (int i = _random.Next(1, 5); i > 0; i--)
        {
            text = _random.Next(7) switch
            {
                0 or 1 => Replace(text, Value(), Values),
                2 => Replace(text, Key(), Keys),
                3 => Cut(text),
                4 => Double(text),
                5 => Stray(text),
                _ => Replace(text, Value(), Keys),
            };
        }

        return text;
    }

    private string Replace(string text, Regex piece, string[] by)
    {
        MatchCollection matches = piece.Matches(text);
        if (matches.Count == 0)
        {
            return text;
        }

        Group match = matches[_random.Next(matches.Count)].Groups[1];
        return string.Concat(text.AsSpan(0, match.Index), by[_random.Next(by.Length)], text.AsSpan(match.Index + match.Length));
    }

    private string Cut(string text)
    {
        int start = _random.Next(text.Length + 1);
        return text.Remove(start, Math.Min(_random.Next(30), text.Length - start));
    }

    private string Double(string text)
    {
        int start = _random.Next(text.Length + 1);
        string piece = text.Substring(start, Math.Min(_random.Next(60), text.Length - start));
        return text.Insert(_random.Next(2) == 0 ? start : _random.Next(text.Length + 1), piece);
    }

    private string Stray(string text) => text.Insert(_random.Next(text.Length + 1), Characters[_random.Next(Characters.Length)].ToString());

    // What stands behind a colon, a comma or the opening of a list.
    [GeneratedRegex("""(?:: |, |- |\[|\{)("[^"\n]*"|'[^'\n]*'|[^\s,\]\}\[\{:]+)""")]
    private static partial Regex Value();

    [GeneratedRegex("""["']?([A-Za-z0-9]+)["']?:(?:\s|$)""")]
    private static partial Regex Key();
}
