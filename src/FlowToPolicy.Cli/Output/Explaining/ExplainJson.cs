using System.Text.Json;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Review.Explaining;

namespace FlowToPolicy.Cli.Output.Explaining;

/// <summary>For programs.</summary>
internal sealed class ExplainJson : IExplainWriter
{
    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public void Write(ExplainOutcome outcome, Terminal terminal)
    {
        string kind = outcome.Connection is null ? "PolicyExplanation" : "ConnectionExplanation";
        terminal.Out.Write(JsonDocuments.Text(JsonDocuments.Write(kind, json =>
        {
            json.WriteStartObject("summary");
            if (outcome.Connection is { } asked)
            {
                json.WriteString("client", asked.Client.Name);
                json.WriteString("server", asked.Server.Name);
                json.WriteNumber("answers", asked.Ports.Count);
                json.WriteNumber("observed", asked.Ports.Sum(answer => answer.Observed.Count));
            }
            else
            {
                json.WriteString("policy", PolicyExplainer.NameOf(outcome.Policy!.Policy));
                json.WriteNumber("rules", outcome.Policy.Items.Count);
                json.WriteNumber("selected", outcome.Policy.Selected.Count);
                json.WriteNumber("breaksWithout", outcome.Policy.BreaksWithout.Count);
                json.WriteNumber("admitsWithout", outcome.Policy.AdmitsWithout.Count);
            }

            json.WriteNumber("policies", outcome.Policies);
            json.WriteString("policiesFrom", outcome.Source);
            json.WriteString("judgedAs", outcome.Target);
            json.WriteBoolean("withFlows", outcome.Graph is not null);
            json.WriteEndObject();
            AccountJson.Write(json, outcome.Account);
            if (outcome.Connection is { } connection)
            {
                ConnectionJson.Write(json, connection);
            }
            else
            {
                PolicyJson.Write(json, outcome.Policy!);
            }
        })));
    }
}
