using FlowToPolicy.Identities;
using FlowToPolicy.Review;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Tests.Synthesis;

/// <summary>What selects a workload: the fewest labels, in their order of meaning, that select its pods and no others.</summary>
public class SelectorTests
{
    private static readonly ProposalOptions All = new() { Isolate = Isolation.All };

    [Theory]
    [InlineData("app=web,app.kubernetes.io/name=web,zone=a", "app.kubernetes.io/name: web")]
    [InlineData("k8s-app=web,app=web,zone=a", "app: web")]
    [InlineData("zone=a,k8s-app=web", "k8s-app: web")]
    [InlineData("zone=a,area=b", "area: b")]
    [InlineData("app.kubernetes.io/component=api,app.kubernetes.io/instance=one", "app.kubernetes.io/instance: one")]
    public void Of_equally_telling_labels_the_most_meaningful_is_taken(string labels, string expected) =>
        Assert.Equal([expected], Selector(Cluster().Workload("shop/web", labels.Split(',')).Story, "web"));

    [Theory]
    [InlineData("version=1")]
    [InlineData("app.kubernetes.io/version=1")]
    [InlineData("helm.sh/chart=web-1.2.3")]
    [InlineData("chart=web-1.2.3")]
    [InlineData("heritage=Helm")]
    [InlineData("pod-template-hash=5f955ffb9")]
    [InlineData("rollouts-pod-template-hash=5f955ffb9")]
    [InlineData("controller-revision-hash=web-5f955ffb9")]
    [InlineData("pod-template-generation=4")]
    [InlineData("statefulset.kubernetes.io/pod-name=web-0")]
    [InlineData("apps.kubernetes.io/pod-index=0")]
    [InlineData("job-name=web-28000")]
    [InlineData("batch.kubernetes.io/job-name=web-28000")]
    [InlineData("batch.kubernetes.io/controller-uid=1-2-3")]
    [InlineData("controller-uid=1-2-3")]
    [InlineData("topology.kubernetes.io/zone=a")]
    [InlineData("failure-domain.beta.kubernetes.io/zone=a")]
    [InlineData("kubernetes.io/os=linux")]
    [InlineData("app.kubernetes.io/managed-by=Helm")]
    [InlineData("io.cilium.k8s.namespace.labels.team=a")]
    [InlineData("reserved:thing")]
    [InlineData("container:app=web")]
    [InlineData("host=true")]
    [InlineData("bad key=a")]
    [InlineData("bad=a b")]
    [InlineData("bad=a\nb")]
    public void What_changes_with_time_or_is_no_label_of_the_pod_never_selects(string label)
    {
        string[] selector = Selector(Cluster().Workload("shop/web", label, "zzz=last").Story, "web");
        Assert.Equal(["zzz: last"], selector);
    }

    [Fact]
    public void Several_labels_are_taken_when_one_is_not_enough()
    {
        ClusterStory story = Cluster()
            .Workload("shop/front", "app.kubernetes.io/name=shop", "app.kubernetes.io/component=front", "team=a")
            .Workload("shop/back", "app.kubernetes.io/name=shop", "app.kubernetes.io/component=back", "team=a")
            .Workload("shop/other", "app.kubernetes.io/name=other", "app.kubernetes.io/component=front", "team=a").Story;
        Assert.Equal(["app.kubernetes.io/name: shop", "app.kubernetes.io/component: front"], Selector(story, "front"));
        Assert.Equal(["app.kubernetes.io/component: back"], Selector(story, "back"));
    }

    [Fact]
    public void Four_labels_are_found_and_none_too_many()
    {
        ClusterStory story = Cluster().Workload("shop/w", "a=1", "b=1", "c=1", "d=1", "e=1").Story;
        foreach ((string name, string missing) in new[] { ("n1", "a=1"), ("n2", "b=1"), ("n3", "c=1"), ("n4", "d=1") })
        {
            story.Workload("shop/" + name, [.. new[] { "a=1", "b=1", "c=1", "d=1", "e=1" }.Where(l => l != missing), $"own={name}"]);
        }

        Assert.Equal(["a: \"1\"", "b: \"1\"", "c: \"1\"", "d: \"1\""], Selector(story, "w"));
    }

    [Fact]
    public void Only_pods_of_the_same_namespace_count()
    {
        ClusterStory story = Cluster().Workload("shop/web", "app=web", "tier=a").Workload("other/web", "app=web", "tier=a").Story;
        Assert.Equal(["app: web"], Selector(story, "web", "shop"));
    }

    [Fact]
    public void A_rollout_that_changes_a_label_leaves_what_all_pods_have()
    {
        ClusterStory story = Cluster().Workload("shop/web", "app=web", "track=a").With("app=web", "track=b").Workload("shop/api", "app=api").Story;
        Assert.Equal(["app: web"], Selector(story, "web"));
    }

    [Fact]
    public void A_rollout_that_renames_the_app_is_selected_by_both_values()
    {
        ClusterStory story = Cluster().Workload("shop/web", "app=web", "team=x").With("app=web-v2", "team=x").Workload("shop/api", "app=api", "team=x").Story;
        Assert.Equal(["key: app", "operator: In", "web", "web-v2"], Selector(story, "web"));
    }

    [Fact]
    public void A_subset_of_anothers_labels_is_told_apart_by_what_it_lacks_beside_its_namespace()
    {
        ClusterStory story = Cluster().Workload("shop/web", "app=web").Workload("shop/canary", "app=web", "track=canary").Story;
        Assert.Equal(["app: web", "k8s:io.kubernetes.pod.namespace: shop", "key: track", "operator: DoesNotExist"], Selector(story, "web"));
        Assert.Equal(["track: canary"], Selector(story, "canary"));
    }

    [Fact]
    public void The_service_account_is_the_last_resort_before_negative_expressions()
    {
        ClusterStory story = Cluster()
            .Workload("shop/web", "app=web", LabelKeys.ServiceAccount + "=web")
            .Workload("shop/canary", "app=web", "track=canary", LabelKeys.ServiceAccount + "=canary").Story;
        Assert.Equal(["k8s:io.cilium.k8s.policy.serviceaccount: web"], Selector(story, "web"));
    }

    [Fact]
    public void Label_sets_with_nothing_in_common_get_a_rule_each()
    {
        ClusterStory story = Cluster().Workload("shop/web", "app=web").With("name=web").Workload("shop/api", "app=api").Calls("shop/web", 80).Story;
        Proposal proposal = story.Propose(All);
        ProposedPolicy web = proposal.Policies.Single(p => p.BaseName == "web");
        Assert.Equal(2, web.Policy.Rules.Count);
        Assert.Contains("specs:", proposal.Rules("web"), StringComparison.Ordinal);
        Assert.True(ReplayProof.Prove(story.Graph(), proposal, All).Holds);
    }

    [Fact]
    public void Workloads_with_equal_labels_share_one_policy_and_the_reader_is_told()
    {
        Proposal proposal = Cluster().Workload("shop/a", "app=x").Calls("shop/api", 80).Workload("shop/b", "app=x").Calls("shop/api", 81).Story.Propose();
        ProposedPolicy shared = proposal.Policies.Single(p => p.Workloads.Count == 2);
        Assert.Equal("a", shared.BaseName);
        Assert.Equal(["shop/a", "shop/b"], proposal.Shared.Single().Workloads.Select(w => w.Name));
        Assert.Equal("app=x", proposal.Shared.Single().Selector);
        Assert.Contains("\"80\"", proposal.Egress("a"), StringComparison.Ordinal);
        Assert.Contains("\"81\"", proposal.Egress("a"), StringComparison.Ordinal);
    }

    [Fact]
    public void Workloads_that_overlap_in_one_label_set_share_too()
    {
        Proposal proposal = Cluster().Workload("shop/a", "app=x").With("app=y").Workload("shop/b", "app=y").With("app=z").Workload("shop/c", "app=c").Story.Propose(All);
        Assert.Equal(["shop/a", "shop/b"], proposal.Shared.Single().Workloads.Select(w => w.Name));
        Assert.Equal(2, proposal.Policies.Count);
    }

    [Fact]
    public void Pods_without_a_usable_label_are_selected_by_what_they_lack_never_by_nothing()
    {
        ClusterStory story = Cluster().Workload("shop/bare", "pod-template-hash=1").Workload("shop/web", "app=web").Workload("shop/odd", "run=odd").Story;
        string[] selector = Selector(story, "bare");
        Assert.Equal("k8s:io.kubernetes.pod.namespace: shop", selector[0]);
        Assert.Contains("key: app", selector);
        Assert.Contains("key: run", selector);
        Assert.DoesNotContain("operator: In", selector);
        Assert.True(ReplayProof.Prove(story.Graph(), story.Propose(All), All).Holds);
    }

    [Fact]
    public void Pods_without_a_usable_label_among_too_many_odd_ones_get_no_policy_and_a_remark()
    {
        ClusterStory story = Cluster().Workload("shop/bare").Bare().Calls("shop/api", 80).Story;
        for (int i = 0; i < 40; i++)
        {
            story.Workload("shop/w" + i, $"own{i}=x");
        }

        Proposal proposal = story.Propose(All);
        Assert.DoesNotContain(proposal.Policies, p => p.BaseName == "bare");
        Assert.Contains(proposal.Remarks, r => r is { Kind: RemarkKind.Unselectable, Subject: "shop/bare" });
        Assert.Single(proposal.Uncovered);
        Assert.True(ReplayProof.Prove(story.Graph(), proposal, All).Holds);
    }

    [Fact]
    public void A_workload_of_which_the_log_shows_no_labels_gets_no_policy_and_no_rule()
    {
        ClusterStory story = Cluster().Workload("shop/web", "app=web").Calls("shop/ghost", 80).Story;
        story.Workload("shop/ghost").WithoutLabels();
        Proposal proposal = story.Propose(All);
        Assert.Equal(["web"], proposal.Policies.Select(p => p.BaseName));
        Assert.Equal(3, proposal.Remarks.Single(r => r is { Kind: RemarkKind.Unselectable, Peer: "shop/ghost" }).Count);
        Assert.Single(ReplayProof.Prove(story.Graph(), proposal, All).NotProvable);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("shop\nkube-system")]
    [InlineData("Shop")]
    [InlineData("a/b")]
    public void A_namespace_that_cannot_exist_gets_no_policy(string name)
    {
        ClusterStory story = Cluster();
        story.Workload(name.Replace("/", "\\", StringComparison.Ordinal) + "/web", "app=web").Calls("shop/api", 80);
        Assert.Equal(["shop"], story.Propose(All).Policies.Select(p => p.Namespace));
    }

    private static ClusterStory Cluster() => ClusterStory.Cluster();

    // The lines of the selector, without its own keys and list marks.
    private static string[] Selector(ClusterStory story, string baseName, string? ns = null)
    {
        Proposal proposal = story.Propose(All);
        ProposedPolicy policy = proposal.Policies.Single(p => p.BaseName == baseName && (ns is null || p.Namespace == ns));
        string yaml = FlowToPolicy.Policies.Yaml.PolicyYamlWriter.WriteRules(policy.Policy);
        return
        [
            .. yaml.Split('\n').SkipWhile(line => line != "  endpointSelector:").Skip(1).TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal))
                .Select(line => line.Trim(' ', '-')).Where(line => !line.EndsWith(':')),
        ];
    }
}
