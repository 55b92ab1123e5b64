namespace FlowToPolicy.Policies.Validation;

/// <summary>The names of fields, by which a misspelt one is found out.</summary>
internal static class FieldNames
{
    private const int MostEdits = 2;

    /// <summary>The lists of a rule.</summary>
    public static IReadOnlyList<string> Directions { get; } = ["ingress", "ingressDeny", "egress", "egressDeny"];

    /// <summary>The fields of a rule.</summary>
    public static IReadOnlyList<string> OfRule { get; } =
        [.. Directions, "endpointSelector", "nodeSelector", "enableDefaultDeny", "labels", "description", "log"];

    private static readonly string[] Peers = ["Endpoints", "Entities", "CIDR", "CIDRSet", "Nodes", "Groups", "Requires"];

    private static readonly Dictionary<string, string[]> ByPlace = new(StringComparer.Ordinal)
    {
        ["item.toPorts"] = ["ports", "rules", "serverNames", "terminatingTLS", "originatingTLS", "listener"],
        ["item.toPorts.ports"] = ["port", "protocol", "endPort"],
        ["item.toPorts.rules"] = ["http", "kafka", "dns", "l7proto", "l7"],
        ["item.toPorts.rules.http"] = ["path", "method", "host", "headers", "headerMatches"],
        ["item.toPorts.rules.http.headerMatches"] = ["name", "value", "secret", "mismatch"],
        ["item.toPorts.rules.kafka"] = ["role", "apiKey", "apiVersion", "clientID", "topic"],
        ["item.toPorts.rules.dns"] = ["matchName", "matchPattern"],
        ["item.toPorts.listener"] = ["envoyConfig", "name", "priority"],
        ["item.toPorts.terminatingTLS"] = ["secret", "trustedCA", "certificate", "privateKey"],
        ["item.toPorts.originatingTLS"] = ["secret", "trustedCA", "certificate", "privateKey"],
        ["item.toFQDNs"] = ["matchName", "matchPattern"],
        ["item.toServices"] = ["k8sService", "k8sServiceSelector"],
        ["item.toServices.k8sService"] = ["serviceName", "namespace"],
        ["item.toServices.k8sServiceSelector"] = ["selector", "namespace"],
        ["item.icmps"] = ["fields"],
        ["item.icmps.fields"] = ["family", "type"],
        ["item.authentication"] = ["mode"],
        ["rule.enableDefaultDeny"] = ["ingress", "egress"],
        ["rule.log"] = ["value"],
        ["rule.labels"] = ["key", "value", "source"],
        [""] = ["apiVersion", "kind", "metadata", "spec", "specs", "status"],
    };

    /// <summary>The field that a misspelt one was probably meant to be; null when none is near.</summary>
    public static string? Nearest(SchemaCase violation)
    {
        string wrong = violation.Key;
        int allowed = Math.Min(MostEdits, Math.Max(1, wrong.Length / 3));
        return At(violation)
            .Select(name => (Name: name, Edits: Distance(wrong, name)))
            .Where(candidate => candidate.Edits <= allowed)
            .OrderBy(candidate => candidate.Edits)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    private static IEnumerable<string> At(SchemaCase violation)
    {
        string place = violation.Place(violation.Path.Parent);
        if (place == "rule")
        {
            return OfRule;
        }

        if (place == "item")
        {
            string side = violation.Path.Shape.Contains(".ingress", StringComparison.Ordinal) ? "from" : "to";
            return [.. Peers.Select(kind => side + kind), "toPorts", "icmps", "authentication", .. side == "to" ? ["toFQDNs", "toServices"] : Array.Empty<string>()];
        }

        return ByPlace.TryGetValue(place, out string[]? names) ? names
            : place.EndsWith("matchExpressions", StringComparison.Ordinal) ? ["key", "operator", "values"]
            : place.EndsWith("CIDRSet", StringComparison.Ordinal) ? ["cidr", "except", "cidrGroupRef", "cidrGroupSelector"]
            : place.EndsWith("ndpoints", StringComparison.Ordinal) || place.EndsWith("elector", StringComparison.Ordinal) ? ["matchLabels", "matchExpressions"]
            : [];
    }

    // Letters put in, left out, exchanged or swapped; letter case does not count as an edit of its own but once.
    private static int Distance(string left, string right)
    {
        if (left.Equals(right, StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }

        int[,] edits = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0 ? i + j : Step(edits, left, right, i, j);
            }
        }

        return edits[left.Length, right.Length];
    }

    private static int Step(int[,] edits, string left, string right, int i, int j)
    {
        int exchange = edits[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
        int best = Math.Min(exchange, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
        bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
        return swapped ? Math.Min(best, edits[i - 2, j - 2] + 1) : best;
    }
}
