using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Requests;

/// <summary>Judges HTTP requests by one entry of <c>rules.http</c> as Cilium hands it to Envoy (pkg/envoy getHTTPRule).</summary>
internal static class HttpConditions
{
    // HTTP/2 writes it :authority; Envoy knows both by that name.
    private const string HostHeader = "host";

    /// <summary>Whether the entry lets the request pass: all its fields must hold.</summary>
    public static Outcome Judge(HttpRule rule, HttpRequest request, PatternTable patterns)
    {
        Outcome outcome = patterns.Match(rule.Path, request.Path, "the path")
            .And(patterns.Match(rule.Method, request.Method, "the method"))
            .And(patterns.Match(rule.Host, request.Host, "the host"));
        foreach (string header in rule.Headers)
        {
            outcome = outcome.And(OfHeader(header, request));
        }

        foreach (HeaderMatch match in rule.HeaderMatches)
        {
            outcome = outcome.And(OfMatch(match, request));
        }

        return outcome;
    }

    // "Name: value" is split at its first blank; without one the whole text is the name of a header that must be there.
    private static Outcome OfHeader(string header, HttpRequest request)
    {
        int blank = header.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? OfHeader(header, null, request) : OfHeader(header[..blank].TrimEnd(':'), header[(blank + 1)..], request);
    }

    private static Outcome OfMatch(HeaderMatch match, HttpRequest request)
    {
        // LOG, ADD, DELETE and REPLACE change the request or the log; they never refuse.
        if (!string.IsNullOrEmpty(match.Mismatch))
        {
            return Outcome.Holds;
        }

        if (match.Secret is not { } secret)
        {
            return OfHeader(match.Name, string.IsNullOrEmpty(match.Value) ? null : match.Value, request);
        }

        // Whatever the secret holds, a header that is absent does not match it.
        Outcome present = OfHeader(match.Name, null, request);
        return present.IsFailed ? present : Outcome.Open(Doubt.NotKnown($"the value in the secret {secret.Name} is not known"));
    }

    private static Outcome OfHeader(string name, string? value, HttpRequest request)
    {
        string? found = Special(name, request);
        if (found is null && name.StartsWith(':'))
        {
            return Outcome.Unknown($"the header {name}");
        }

        if (found is null && request.Headers is not { } headers)
        {
            return Outcome.Unknown($"the header {name}");
        }

        // Envoy joins the values of a repeated header.
        found ??= Join(request.Headers!, name);
        if (found is null && name.Equals(HostHeader, StringComparison.OrdinalIgnoreCase))
        {
            return Outcome.Unknown("the host");
        }

        return Outcome.Of(found is not null && (value is null || found == value));
    }

    private static string? Special(string name, HttpRequest request)
    {
        switch (name)
        {
            case ":path":
                return request.Path;
            case ":method":
                return request.Method;
            case ":authority":
                return request.Host;
            default:
                return name.Equals(HostHeader, StringComparison.OrdinalIgnoreCase) ? request.Host : null;
        }
    }

    private static string? Join(IReadOnlyList<KeyValuePair<string, string>> headers, string name)
    {
        string[] values = [.. headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];
        return values.Length == 0 ? null : string.Join(',', values);
    }
}
