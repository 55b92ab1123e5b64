namespace FlowToPolicy.Policies.Validation;

/// <summary>Builds the examples of rules from the part that matters.</summary>
internal static class Example
{
    /// <summary>A namespaced policy for the pods <c>app: web</c> of the namespace shop.</summary>
    /// <param name="rule">What stands in <c>spec</c> beside the subject.</param>
    public static string Policy(string rule) => Named("web", rule);

    /// <summary>The same under another name.</summary>
    public static string Named(string name, string rule) => $$"""
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata:
          name: {{name}}
          namespace: shop
        spec:
          endpointSelector:
            matchLabels:
              app: web
        {{Indent(rule)}}
        """ + "\n";

    /// <summary>A cluster-wide policy for the pods <c>app: web</c>.</summary>
    public static string Clusterwide(string rule) => $$"""
        apiVersion: cilium.io/v2
        kind: CiliumClusterwideNetworkPolicy
        metadata:
          name: web
        spec:
          endpointSelector:
            matchLabels:
              app: web
        {{Indent(rule)}}
        """ + "\n";

    /// <summary>A Kubernetes NetworkPolicy for the pods <c>app: web</c> of the namespace shop.</summary>
    public static string Kubernetes(string rule) => $$"""
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: web
          namespace: shop
        spec:
          podSelector:
            matchLabels:
              app: web
        {{Indent(rule)}}
        """ + "\n";

    /// <summary>A policy with egress to the cluster's DNS and to what an example is about.</summary>
    /// <param name="items">The items of <c>egress</c>.</param>
    public static string Egress(string items) => Policy($"egress:\n{Dns}\n{items}");

    /// <summary>The same with DNS rules, so that the agent learns names.</summary>
    public static string LearningEgress(string items) => Policy($"egress:\n{LearningDns}\n{items}");

    /// <summary>An egress item that lets the pods reach the cluster's DNS, any name.</summary>
    public const string Dns = """
        - toEndpoints:
          - matchLabels:
              k8s:io.kubernetes.pod.namespace: kube-system
              k8s-app: kube-dns
          toPorts:
          - ports:
            - port: "53"
              protocol: UDP
            - port: "53"
              protocol: TCP
        """;

    /// <summary>The same with the DNS rules that let the agent learn names.</summary>
    public const string LearningDns = Dns + "\n" + """
            rules:
              dns:
              - matchPattern: "*"
        """;

    /// <summary>Several documents as one stream.</summary>
    public static string Join(params string[] documents) => string.Join("---\n", documents);

    private static string Indent(string text) => string.Join('\n', text.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? line : "  " + line));
}
