using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation.Rules.Agent;

/// <summary>An exception does not lie in its prefix.</summary>
internal sealed class ExceptionOutside : AgentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P117",
        Name = "exception-outside",
        Title = "An exception does not lie in its prefix",
        Gate = Gate.Agent,
        Severity = ValidationSeverity.Error,
        Why = "`except` leaves part of the prefix out. One that begins outside it, or is of the other family, leaves nothing out, and the agent refuses the policy.",
        Instead = "Write a part of the prefix, or delete the exception.",
        Bad = Example.Policy("""
            ingress:
            - fromCIDRSet:
              - cidr: 198.51.100.0/24
                except:
                - 203.0.113.0/28
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
        Good = Example.Policy("""
            ingress:
            - fromCIDRSet:
              - cidr: 198.51.100.0/24
                except:
                - 198.51.100.0/28
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<SanitizeCheck> Checks => [SanitizeCheck.ExceptOutside];
}
