namespace FlowToPolicy.Policies.Validation;

/// <summary>Where the policies are to run.</summary>
public enum Platform : byte
{
    /// <summary>Cilium as anybody installs it, every feature on.</summary>
    Oss,

    /// <summary>Azure CNI powered by Cilium: layers 3 and 4 only.</summary>
    Aks,

    /// <summary>AKS with Advanced Container Networking Services and FQDN filtering.</summary>
    AksAcnsFqdn,

    /// <summary>AKS with Advanced Container Networking Services and L7 policies.</summary>
    AksAcnsL7,

    /// <summary>GKE Dataplane V2.</summary>
    Gke,

    /// <summary>EKS with Cilium installed by its user.</summary>
    Eks,
}

/// <summary>Names of platforms.</summary>
public static class PlatformNames
{
    /// <summary>The name as <c>--platform</c> takes it.</summary>
    public static string Name(this Platform platform) => platform switch
    {
        Platform.Oss => "oss",
        Platform.Aks => "aks",
        Platform.AksAcnsFqdn => "aks-acns-fqdn",
        Platform.AksAcnsL7 => "aks-acns-l7",
        Platform.Gke => "gke",
        _ => "eks",
    };
}
