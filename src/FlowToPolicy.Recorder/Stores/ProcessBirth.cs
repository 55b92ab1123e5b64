using System.Diagnostics;
using System.Globalization;

namespace FlowToPolicy.Recorder.Stores;

/// <summary>When a process of this machine was born, so that another one with the same id is not taken for it.</summary>
internal static class ProcessBirth
{
    /// <summary>The birth in a form of this machine; null when no such process lives.</summary>
    public static string? Of(int pid) => OperatingSystem.IsLinux() ? FromProc(pid) : FromSystem(pid);

    /// <summary>What tells this start of this machine from others; empty where nobody says.</summary>
    public static string Boot()
    {
        const string File = "/proc/sys/kernel/random/boot_id";
        return System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File).Trim() : "";
    }

    /// <summary>State and start time of <c>/proc/PID/stat</c> (proc_pid_stat(5)); the name before them may hold spaces and parentheses.</summary>
    private static string? FromProc(int pid)
    {
        string stat;
        try
        {
            stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
        }
        catch (IOException)
        {
            return null;
        }

        const int State = 0, StartTime = 19;
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > StartTime && fields[State] is not ("Z" or "X" or "x") ? fields[StartTime] : null;
    }

    private static string? FromSystem(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.StartTime.ToUniversalTime().ToString("s", CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
