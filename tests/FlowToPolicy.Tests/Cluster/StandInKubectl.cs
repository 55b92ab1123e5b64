using System.Diagnostics;
using FlowToPolicy.Cluster.Running;

namespace FlowToPolicy.Tests.Cluster;

/// <summary>
/// An executable that stands in for kubectl: notes what it is asked, one argument a line, and answers as the real one does (an empty list for what
/// it was not taught; when it fails, an empty list too, words on standard error, and 1).
/// </summary>
internal sealed class StandInKubectl : IDisposable
{
    private const string EmptyList = """{"apiVersion":"v1","items":[],"kind":"List","metadata":{"resourceVersion":""}}""";

    private const string Script = """
        #!/bin/sh
        here=$(dirname "$0")
        { printf -- '--- call\n'; printf '%s\n' "$@"; } >> "$here/calls"
        space=
        for argument in "$@"; do
          case "$argument" in --namespace=*) space="@${argument#--namespace=}" ;; esac
        done
        for answer in "$here/$2$space.answer" "$here/$2.answer"; do
          if [ -f "$answer" ]; then . "$answer"; exit; fi
        done
        cat "$here/empty"
        """;

    public StandInKubectl()
    {
        File.WriteAllText(In("script"), Script);
        File.WriteAllText(In("empty"), EmptyList);

        // Another process makes the executable: were it open for writing here, a child of a parallel test could inherit it, and it would be "busy".
        using Process copy = Process.Start("install", ["-m", "755", In("script"), Program]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }

    /// <summary>The folder that holds it, for PATH.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("f2p-kubectl-").FullName;

    public string Program => In("kubectl");

    /// <summary>What it was asked, call by call.</summary>
    public IReadOnlyList<string[]> Calls => !File.Exists(In("calls")) ? [] :
        [.. File.ReadAllText(In("calls")).Split("--- call\n").Skip(1).Select(c => c.TrimEnd('\n').Split('\n'))];

    public KubectlSettings Settings => new() { Program = Program, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Teaches it a list.</summary>
    public StandInKubectl Has(string resource, params string[] items)
    {
        File.WriteAllText(In($"{resource}.list"), EmptyList.Replace("[]", $"[{string.Join(',', items)}]", StringComparison.Ordinal));
        return Does(resource, $"cat \"$here/{resource}.list\"");
    }

    /// <summary>Teaches it to fail with these words, as the real one does.</summary>
    public StandInKubectl Fails(string resource, string words)
    {
        File.WriteAllText(In($"{resource}.words"), words + "\n");
        return Does(resource, $"cat \"$here/empty\"; cat \"$here/{resource}.words\" >&2; exit 1");
    }

    /// <summary>Teaches it to do anything.</summary>
    public StandInKubectl Does(string resource, string script)
    {
        File.WriteAllText(In($"{resource}.answer"), script + "\n");
        return this;
    }

    public StandInKubectl Forbids(string resource) => Fails(
        resource,
        $"Error from server (Forbidden): {resource} is forbidden: User \"me\" cannot list resource \"{resource.Split('.')[0]}\" in API group \"\" at the cluster scope");

    public StandInKubectl Lacks(string resource)
    {
        File.WriteAllText(In($"{resource}.words"), $"error: the server doesn't have a resource type \"{resource.Split('.')[0]}\"\n");
        return Does(resource, $"cat \"$here/{resource}.words\" >&2; exit 1");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string In(string name) => Path.Combine(Folder, name);
}
