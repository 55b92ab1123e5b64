using System.Text;
using System.Text.Json;
using FlowToPolicy.Cluster.Running;

namespace FlowToPolicy.Cluster.Forwarding;

/// <summary>The certificates of a secret. They are kept in memory, and nothing writes them anywhere: there is no text form of this.</summary>
public sealed class TlsSecret
{
    private TlsSecret(string? authorities, string? certificate, string? key) => (Authorities, Certificate, Key) = (authorities, certificate, key);

    /// <summary><c>ca.crt</c>, PEM; null when it is not there.</summary>
    public string? Authorities { get; }

    /// <summary><c>tls.crt</c>, PEM; null when it is not there.</summary>
    public string? Certificate { get; }

    /// <summary><c>tls.key</c>, PEM; null when it is not there.</summary>
    public string? Key { get; }

    /// <summary>Reads one secret, and only this one, by <c>kubectl get</c>.</summary>
    /// <exception cref="ClusterException">kubectl failed, or it holds no certificates.</exception>
    public static async Task<TlsSecret> ReadAsync(Kubectl kubectl, SecretName name, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(kubectl);
        ArgumentNullException.ThrowIfNull(name);
        var query = new KubectlQuery(ClusterResource.Secrets, name.Namespace) { Name = name.Name };
        TlsSecret secret = await kubectl.GetAsync(query, ParseAsync, cancel).ConfigureAwait(false);
        return secret.Authorities is not null || (secret.Certificate is not null && secret.Key is not null) ? secret : throw new ClusterException(
            ClusterFailure.Damaged, $"the secret {name} holds neither ca.crt nor tls.crt with tls.key; name another, e.g. kube-system/hubble-relay-client-certs.");
    }

    private static async Task<TlsSecret> ParseAsync(Stream answer, CancellationToken cancel)
    {
        using JsonDocument document = await JsonDocument.ParseAsync(answer, default, cancel).ConfigureAwait(false);
        bool hasData = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Object;
        return hasData
            ? new TlsSecret(Value(document, "ca.crt"), Value(document, "tls.crt"), Value(document, "tls.key"))
            : new TlsSecret(null, null, null);
    }

    private static string? Value(JsonDocument document, string key) =>
        document.RootElement.GetProperty("data").TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out byte[]? bytes) && bytes.Length > 0
            ? Encoding.UTF8.GetString(bytes)
            : null;
}
