using System.Reflection;
using FlowToPolicy.Tests.Flows.Relay;
using FlowToPolicy.Tests.Recorder.Chaos;

namespace FlowToPolicy.Tests.Recorder.Diagnosis;

/// <summary>
/// Holds that everything which can be made to go wrong with the test relay is one that a test shows to a doctor, or that says here why no
/// doctor can see it. Whoever adds a switch has to add it here.
/// </summary>
public sealed class SwitchesTests
{
    /// <summary>By switch the tests that hold a doctor to its cause.</summary>
    private static readonly Dictionary<string, string[]> Shown = new(StringComparer.Ordinal)
    {
        ["ChaosRelay.Cut"] = [nameof(RelayChaosTests.A_connection_that_breaks)],
        ["ChaosRelay.EndStream"] = [nameof(RelayChaosTests.A_stream_that_the_relay_ends)],
        ["ChaosRelay.Refuse"] = [nameof(RelayChaosTests.A_relay_that_is_gone)],
        ["ChaosRelay.Slowness"] = [nameof(RelayChaosTests.A_relay_that_is_slow)],
        ["ChaosRelay.LosePeer"] = [nameof(RelayChaosTests.A_node_that_the_relay_has_lost), nameof(RelayChaosTests.All_nodes_lost)],
        ["ChaosRelay.EndPeer"] = [nameof(RelayChaosTests.A_node_of_which_nothing_arrives_although_nobody_says_so)],
        ["ChaosRelay.RestartAgent"] = [nameof(RelayChaosTests.An_agent_that_has_just_started_anew)],
        ["ChaosRelay.RefusingMasks"] = [nameof(RelayChaosTests.A_node_that_refuses_field_masks)],
        ["ChaosRelay.Send"] = [nameof(RelayChaosTests.A_clock_that_is_wrong)],
        ["ChaosRelay.Nodes"] = [nameof(RelayChaosTests.A_relay_without_nodes)],
        ["ChaosNode.AddLoss"] = [nameof(RelayChaosTests.Events_that_nodes_lost_before), nameof(RelayChaosTests.Events_that_nodes_lose_now)],
        ["ChaosNode.Capacity"] = [nameof(RelayChaosTests.A_ring_that_holds_a_few_seconds_only_is_named_worst_first)],
        ["ChaosNode.Version"] = [nameof(RelayChaosTests.Agents_of_an_old_version_without_uuids_are_named), nameof(RelayChaosTests.Agents_of_different_versions_are_named)],
        ["ChaosNode.WithoutUuids"] = [nameof(RelayChaosTests.Agents_of_an_old_version_without_uuids_are_named)],
        ["ChaosNode.IsReachable"] = [nameof(RelayChaosTests.A_node_that_the_relay_has_lost)],
        ["ChaosNode.Started"] = [nameof(RelayChaosTests.An_agent_that_has_just_started_anew)],
        ["ChaosNode.Restart"] = [nameof(RelayChaosTests.An_agent_that_has_just_started_anew)],
        ["RelayBehaviour.Messages"] = [nameof(RelayChaosTests.An_agent_in_the_place_of_a_relay_is_told_from_one)],
        ["RelayBehaviour.StaysOpen"] = [nameof(RelayChaosTests.An_agent_in_the_place_of_a_relay_is_told_from_one)],
        ["RelayBehaviour.Certificate"] =
        [
            nameof(RelayTlsDoctorTests.A_certificate_that_ends_within_two_weeks_is_a_warning),
            nameof(RelayTlsDoctorTests.An_expired_certificate_is_named_as_the_cause),
            nameof(RelayTlsDoctorTests.A_wrong_name_is_named_with_one_that_fits),
            nameof(RelayTlsDoctorTests.A_wrong_authority_is_named_with_the_one_that_issued),
            nameof(RelayTlsDoctorTests.Plaintext_to_a_relay_with_TLS_is_named),
        ],
        ["RelayBehaviour.ClientAuthority"] = [nameof(RelayTlsDoctorTests.A_missing_client_certificate_is_named)],
        ["RelayBehaviour.TlsVersions"] = [nameof(RelayTlsDoctorTests.A_server_that_does_not_speak_TLS_1_3_is_named)],
        ["RelayBehaviour.Http"] = [nameof(RelayTlsDoctorTests.A_server_that_is_no_relay_is_named)],
    };

    /// <summary>By member why it is nothing that a doctor could name.</summary>
    private static readonly Dictionary<string, string> NotSeen = new(StringComparer.Ordinal)
    {
        ["ChaosRelay.EndsWithoutFollow"] = "As every relay does; off, it only spares tests that always follow the end of a call.",
        ["ChaosRelay.StartAsync"] = "Starts it.",
        ["ChaosRelay.DisposeAsync"] = "Ends it.",
        ["ChaosRelay.Do"] = "Runs what a test does with the nodes.",
        ["ChaosRelay.Tick"] = "Lets time pass: what a switch does later becomes due.",
        ["ChaosRelay.Server"] = "Asked by tests.",
        ["ChaosRelay.ClientBytes"] = "Asked by tests.",
        ["ChaosRelay.Calls"] = "Asked by tests.",
        ["ChaosRelay.Requests"] = "Asked by tests.",
        ["ChaosRelay.Sent"] = "Asked by tests.",
        ["ChaosRelay.IsOpen"] = "Asked by tests.",
        ["ChaosRelay.IsSettled"] = "Asked by tests.",
        ["ChaosRelay.IsSettledOnServer"] = "Asked by tests.",
        ["ChaosNode.AddFlow"] = "What a node is there for.",
        ["ChaosNode.Name"] = "A name.",
        ["ChaosNode.Begin"] = "How the relay reads the ring.",
        ["ChaosNode.Read"] = "How the relay reads the ring.",
        ["ChaosNode.End"] = "How the relay reads the ring.",
        ["ChaosNode.InRing"] = "How the relay reads the ring.",
        ["ChaosNode.Seen"] = "The truth that tests compare with.",
        ["ChaosNode.Flows"] = "The truth that tests compare with.",
        ["ChaosNode.Losses"] = "The truth that tests compare with.",
        ["RelayBehaviour.Answer"] = "How the chaos relay takes the place of a script.",
        ["RelayBehaviour.SocketPath"] = "Another way to the same relay, and none that is worse.",
        ["RelayBehaviour.Mask"] = "A script's way to refuse the field mask; a doctor is shown it by ChaosRelay.RefusingMasks.",
        ["RelayBehaviour.Pause"] = "A script's way to be slow; a doctor is shown it by ChaosRelay.Slowness.",
        ["RelayBehaviour.Status"] = "A script's way to refuse a call; a doctor is shown it by ChaosRelay.Refuse.",
        ["RelayBehaviour.StatusMessage"] = "The words of RelayBehaviour.Status.",
    };

    public static TheoryData<string> Switches => new(Names);

    [Theory]
    [MemberData(nameof(Switches))]
    public void Every_switch_of_the_test_relay_is_shown_to_a_doctor_or_says_why_none_can_see_it(string name)
    {
        Assert.True(Shown.ContainsKey(name) != NotSeen.ContainsKey(name), $"{name} must be either shown to a doctor by a test, or explained.");
        Assert.All(Shown.GetValueOrDefault(name, []), test => Assert.Contains(test, Tests));
    }

    [Fact]
    public void No_switch_is_listed_that_is_gone() => Assert.Empty(Shown.Keys.Concat(NotSeen.Keys).Except(Names));

    [Fact]
    public void Every_test_that_shows_something_to_a_doctor_is_one_of_a_switch_or_of_the_way_to_it()
    {
        // How the doctor dials, and not what the relay does.
        string[] dialling =
        [
            nameof(RelayChaosTests.A_relay_that_is_well_has_nothing_to_object_to_but_what_its_flows_lack),
            nameof(RelayTlsDoctorTests.The_certificate_is_described_with_its_names_and_its_end),
            nameof(RelayTlsDoctorTests.TLS_to_a_relay_without_it_is_named),
            nameof(RelayTlsDoctorTests.A_certificate_that_is_not_checked_is_a_warning),
            nameof(RelayTlsDoctorTests.A_file_that_is_missing_is_named),
            nameof(RelayTlsDoctorTests.Nothing_that_listens_is_named),
        ];
        Assert.Empty(Tests.Except(dialling).Except(Shown.Values.SelectMany(tests => tests)));
    }

    private static IEnumerable<string> Names => new[] { typeof(ChaosRelay), typeof(ChaosNode), typeof(RelayBehaviour) }.SelectMany(Members);

    private static IReadOnlyList<string> Tests =>
    [
        .. new[] { typeof(RelayChaosTests), typeof(RelayTlsDoctorTests) }
            .SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttributes<FactAttribute>().Any()).Select(method => method.Name),
    ];

    private static IEnumerable<string> Members(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(member => member is PropertyInfo || (member is MethodInfo { IsSpecialName: false } method && method.GetBaseDefinition().DeclaringType != typeof(object)))
        .Select(member => $"{type.Name}.{member.Name}")
        .Where(name => !name.Contains('<', StringComparison.Ordinal) && !name.EndsWith(".Equals", StringComparison.Ordinal) && !name.EndsWith(".EqualityContract", StringComparison.Ordinal))
        .Distinct();
}
