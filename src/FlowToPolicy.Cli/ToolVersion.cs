using System.Reflection;

namespace FlowToPolicy.Cli;

/// <summary>The version of this program.</summary>
public static class ToolVersion
{
    /// <summary>Name and version, e.g. <c>flow2policy 0.1.0</c>.</summary>
    public static string Text { get; } = "flow2policy " + Number;

    /// <summary>The version alone.</summary>
    public static string Number =>
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
