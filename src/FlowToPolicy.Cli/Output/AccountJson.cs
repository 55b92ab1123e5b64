using System.Text.Json;
using FlowToPolicy.Cli.Inputs;

namespace FlowToPolicy.Cli.Output;

/// <summary>What is to be said of the input, for programs.</summary>
internal static class AccountJson
{
    /// <summary>The object <c>coverage</c>, when somebody knows it, and the list <c>warnings</c>, when there are any.</summary>
    public static void Write(Utf8JsonWriter json, InputAccount account)
    {
        if (account.Coverage is { } coverage)
        {
            CoverageJson.Write(json, coverage);
        }

        if (account.Warnings.Count > 0)
        {
            json.Strings("warnings", account.Warnings);
        }
    }
}
