namespace FlowToPolicy.Tests.Flows.Logs;

/// <summary>A test about permissions, which the system administrator does not have to heed.</summary>
internal sealed class FactForOrdinaryUsersAttribute : FactAttribute
{
    public FactForOrdinaryUsersAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has other permissions.";
        }
        else if (Environment.IsPrivilegedProcess)
        {
            Skip = "Runs as root, who may read everything.";
        }
    }
}
