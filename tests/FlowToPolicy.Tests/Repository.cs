namespace FlowToPolicy.Tests;

/// <summary>Where the tests find the repository's files.</summary>
internal static class Repository
{
    /// <summary>The top folder, found upwards from the test assembly by its solution file.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path below <c>fixtures/</c>.</summary>
    public static string Fixture(params string[] parts) => Path.Combine([Root, "fixtures", .. parts]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FlowToPolicy.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("FlowToPolicy.sln was not found above the test assembly.");
    }
}
