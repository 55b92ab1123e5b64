using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Evaluation.Requests;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation;
using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Vocabulary;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Tests.Policies.Conformance;

namespace FlowToPolicy.Tests.Policies.Mutation;

/// <summary>Sends broken policies through everything that a user's file goes through.</summary>
internal sealed class MutatedPolicies(int seed)
{
    private static readonly PolicyEnd Cart = new(LabelSet.Parse("k8s:app=web,k8s:io.kubernetes.pod.namespace=default"), default, []) { NamedPorts = [new NamedPort("http", 80, Protocol.Tcp)] };

    private static readonly PolicyEnd[] Peers =
    [
        Cart,
        new(LabelSet.Parse("reserved:world"), Address.Parse("10.1.2.3"), ["www.example.com"]),
        new(LabelSet.Parse("reserved:world"), Address.Parse("2001:db8::1"), null),
        new(LabelSet.Parse("reserved:host"), default, []),
        new(LabelSet.Parse("reserved:health"), default, []),
        new(LabelSet.Parse("reserved:init"), default, []),
    ];

    private static readonly Protocol[] Protocols = [Protocol.Tcp, Protocol.Udp, Protocol.IcmpV4, Protocol.IcmpV6];

    private static readonly L7Request?[] Requests =
    [
        null,
        new HttpRequest { Method = "GET", Path = "/a", Host = "h", Headers = [] },
        new DnsQuery("www.example.com."),
        new TlsHello("a.example.com"),
        new KafkaRequest { ApiKey = 0, ApiVersion = 1, ClientId = "c", Topics = ["t"] },
    ];

    private readonly PolicyMutator _mutator = new(seed);
    private readonly Random _random = new(seed);

    /// <summary>How many of the texts still held a policy.</summary>
    public int Policies { get; private set; }

    /// <summary>The texts of the conformance files.</summary>
    public static IReadOnlyList<string> Originals() =>
    [
        .. ConformanceFile.All().SelectMany(ConformanceFile.Read).SelectMany(item => item.Policies).Distinct(),
        .. ConformanceFile.AllOfValidation().SelectMany(ValidationCase.ReadAll).Select(item => item.Document).Distinct(),
    ];

    /// <summary>Breaks one of the texts and uses it. Whatever it throws, the caller is told with the text.</summary>
    public void Try(IReadOnlyList<string> originals)
    {
        string text = _mutator.Mutate(originals[_random.Next(originals.Count)]);
        var version = new CiliumVersion(1, _random.Next(14, 20));
        try
        {
            Use(text, version);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"seed {seed}, version {version}, {exception.GetType().Name}: {exception.Message}\n{text}", exception);
        }
    }

    private void Use(string text, CiliumVersion version)
    {
        PolicyReadResult read = PolicyYamlReader.Read(text, "policies.yaml", version);
        var options = new ValidationOptions { Version = version, Platform = (Platform)_random.Next(Enum.GetValues<Platform>().Length), Pods = [Cart.Labels] };
        ValidationReport report = PolicyValidator.Validate(read.Documents, options, read.Skipped, read.Unreadable);
        TextEdits.Apply(text, report.Findings.Select(finding => finding.Edit).OfType<TextEdit>());
        foreach (PolicyDocument document in read.Documents)
        {
            PolicySanitizer.Check(document, new SanitizeOptions { Version = version });
        }

        Policy[] policies = [.. read.Documents.Select(document => document.Draft).OfType<Policy>()];
        Policies += policies.Length;
        PolicyYamlWriter.WriteAll(policies);
        var set = new PolicySet(policies, read.CidrGroups) { IsComplete = true };
        PolicyVocabulary.Of([set], "default");
        var evaluator = new PolicyEvaluator(set, new EvaluationOptions { Version = version, ClusterNamedPorts = [Cart.NamedPorts!], DualStack = _random.Next(2) == 0 });
        foreach (PolicyEnd peer in Peers)
        {
            foreach (Protocol protocol in Protocols)
            {
                L7Request? request = Requests[_random.Next(Requests.Length)];
                evaluator.Judge(PolicyDirection.Ingress, Cart, peer, protocol, 80, request);
                evaluator.Judge(PolicyDirection.Egress, Cart, peer, protocol, 53, request);
            }
        }
    }
}
