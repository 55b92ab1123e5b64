namespace FlowToPolicy.Tests.Cluster;

/// <summary>Objects as an API server gives them, with everything that it keeps beside what their authors wrote.</summary>
internal static class SampleObjects
{
    /// <summary>What a server adds to metadata.</summary>
    private const string Noise = """
        "uid":"0c5f0ad6","resourceVersion":"4711","generation":3,"creationTimestamp":"2026-01-02T03:04:05Z","selfLink":"/x",
        "managedFields":[{"manager":"kubectl","fieldsV1":{"f:spec":{}}}],"ownerReferences":[{"kind":"Application","name":"x","uid":"1"}],"finalizers":["x/y"]
        """;

    public static string CiliumPolicy(string space, string name, string spec = """{"endpointSelector":{"matchLabels":{"app":"web"}},"ingress":[{"fromEndpoints":[{"matchLabels":{"app":"front"}}],"toPorts":[{"ports":[{"port":"8080","protocol":"TCP"}]}]}]}""") => $$$"""
        {"apiVersion":"cilium.io/v2","kind":"CiliumNetworkPolicy","metadata":{"annotations":{
        "kubectl.kubernetes.io/last-applied-configuration":"{\"secret\":\"noise\"}","team":"shop"},"labels":{"app":"web"},
        "name":{{{Json(name)}}},"namespace":{{{Json(space)}}},{{{Noise}}}},"spec":{{{spec}}},"status":{"conditions":[{"type":"Valid","status":"True"}]}}
        """;

    public static string ClusterwidePolicy(string name) => $$$"""
        {"apiVersion":"cilium.io/v2","kind":"CiliumClusterwideNetworkPolicy","metadata":{"name":{{{Json(name)}}},{{{Noise}}}},
        "spec":{"endpointSelector":{},"egress":[{"toCIDRSet":[{"cidrGroupRef":"offices"}]}]}}
        """;

    public static string NetworkPolicy(string space, string name) => $$$"""
        {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":{{{Json(name)}}},"namespace":{{{Json(space)}}},
        "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"noise"},{{{Noise}}}},"spec":{"podSelector":{},"policyTypes":["Ingress"]}}
        """;

    public static string CidrGroup(string name, params string[] cidrs) => $$$"""
        {"apiVersion":"cilium.io/v2","kind":"CiliumCIDRGroup","metadata":{"labels":{"zone":"dmz"},"name":{{{Json(name)}}},{{{Noise}}}},
        "spec":{"externalCIDRs":[{{{string.Join(',', cidrs.Select(Json))}}}]}}
        """;

    public static string Namespace(string name, string labels = "") => $$$"""
        {"apiVersion":"v1","kind":"Namespace","metadata":{"annotations":{"secret":"noise"},"labels":{"kubernetes.io/metadata.name":{{{Json(name)}}}{{{labels}}}},
        "name":{{{Json(name)}}},{{{Noise}}}},"spec":{"finalizers":["kubernetes"]},"status":{"phase":"Active"}}
        """;

    public static string Pod(string space, string deployment, string spec = "", string phase = "Running") => $$$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"annotations":{"vault":"secret-annotation"},"generateName":"{{{deployment}}}-7d4b9c6f5-",
        "labels":{"app":"{{{deployment}}}","pod-template-hash":"7d4b9c6f5"},"name":"{{{deployment}}}-7d4b9c6f5-x2x4z","namespace":"{{{space}}}",
        "ownerReferences":[{"apiVersion":"apps/v1","controller":true,"kind":"ReplicaSet","name":"{{{deployment}}}-7d4b9c6f5","uid":"1"}],"uid":"2"},
        "spec":{"containers":[{"name":"main","image":"registry/secret-image","command":["secret-command"],"env":[{"name":"PASSWORD","value":"secret-value"}],
        "ports":[{"containerPort":8080,"name":"http","protocol":"TCP"},{"containerPort":9090,"protocol":"TCP"}]},
        {"name":"dns","ports":[{"containerPort":5353,"name":"mdns","protocol":"UDP"}]}],
        "nodeName":"node-1","serviceAccountName":"{{{deployment}}}-account"{{{spec}}} },
        "status":{"phase":"{{{phase}}}","podIP":"10.0.1.7","podIPs":[{"ip":"10.0.1.7"},{"ip":"fd00::7"}]}}
        """;

    public static string Service(string space, string name) => $$$"""
        {"apiVersion":"v1","kind":"Service","metadata":{"labels":{"app":"{{{name}}}"},"name":"{{{name}}}","namespace":"{{{space}}}",{{{Noise}}}},
        "spec":{"clusterIP":"172.20.0.9","clusterIPs":["172.20.0.9"],"externalTrafficPolicy":"Local","ports":[{"name":"web","nodePort":30001,"port":80,"protocol":"TCP","targetPort":"http"},
        {"port":53,"protocol":"UDP","targetPort":5353}],"selector":{"app":"{{{name}}}"},"type":"NodePort"},"status":{"loadBalancer":{} } }
        """;

    public static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    /// <summary>A cluster with some of everything.</summary>
    public static StandInKubectl Shop() => new StandInKubectl()
        .Has("ciliumnetworkpolicies.cilium.io", CiliumPolicy("shop", "web"), CiliumPolicy("pay", "api"))
        .Has("ciliumclusterwidenetworkpolicies.cilium.io", ClusterwidePolicy("offices-only"))
        .Has("networkpolicies.networking.k8s.io", NetworkPolicy("shop", "web"))
        .Has("ciliumcidrgroups.cilium.io", CidrGroup("offices", "192.0.2.0/24", "2001:db8::/32"))
        .Has("namespaces", Namespace("shop", ",\"team\":\"a\""), Namespace("pay"))
        .Has("pods", Pod("shop", "web"), Pod("pay", "api"))
        .Has("services", Service("shop", "web"));
}
