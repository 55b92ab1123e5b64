using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>One HTTP rule of a policy with its path.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Path">Its path.</param>
internal sealed record HttpView(HttpRule Rule, FieldPath Path);

/// <summary>Finds the HTTP rules of a policy.</summary>
internal static class HttpViews
{
    /// <summary>All HTTP rules.</summary>
    public static IEnumerable<HttpView> Of(PolicyView policy) =>
        from item in policy.Items
        from entry in item.PortRules()
        from index in Enumerable.Range(0, entry.Rule.Http?.Count ?? 0)
        select new HttpView(entry.Rule.Http![index], entry.Path.Key("rules").Key("http").Item(index));
}
