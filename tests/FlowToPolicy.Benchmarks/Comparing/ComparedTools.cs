namespace FlowToPolicy.Benchmarks.Comparing;

/// <summary>Which tools there are to compare with, and how each is asked.</summary>
internal sealed class ComparedTools(ComparedInput input, ComparedBeginning beginning, string tool, string? duckdbModule)
{
    private const string PythonLines = "import sys,json\nfor f in sys.argv[1:]:\n  for l in open(f,'rb'): json.loads(l)";
    private const string TwoFields = "[.flow.source.namespace,.flow.destination.namespace]|@tsv";
    private readonly List<ComparedTool> _tools = [];

    /// <summary>Versions of the tools that are there, for the foot of the table.</summary>
    public List<string> Versions { get; } = [];

    /// <summary>Tools that are not installed.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>All rows. Ours come first for each number of cores.</summary>
    public IReadOnlyList<ComparedTool> Find(IReadOnlyList<int> cores)
    {
        foreach (int count in cores)
        {
            Add("flow2policy graph -o json", count, [tool, "graph", input.Place, "-o", "json"]);
        }

        Versions.Add($"flow2policy {TimedProcess.FirstLine(tool, "--version")}");
        if (input.IsPacked)
        {
            Packed(cores);
        }
        else
        {
            Plain(cores[0]);
            Beginnings(cores[0]);
        }

        DuckDb(cores);
        return _tools;
    }

    private void Packed(IReadOnlyList<int> cores)
    {
        if (!IsThere("gzip", "gzip", "--version"))
        {
            return;
        }

        foreach (int count in cores)
        {
            Add(count == 1 ? "gzip -dc" : $"gzip -dc, {count} at a time", count,
                ["sh", "-c", "printf '%s\\0' \"$@\" | xargs -0 -n 1 -P \"$0\" gzip -dc", $"{count}", .. input.Files]);
        }
    }

    private void Plain(int cores)
    {
        if (IsThere("cat, wc", "wc", "--version"))
        {
            Add("cat", cores, ["cat", .. input.Files]);
            Add("wc -l", cores, ["wc", "-l", .. input.Files]);
        }

        if (IsThere("grep", "grep", "--version"))
        {
            // Into /dev/null itself grep would write nothing, and so read no further than to the first match.
            Add("grep -c FORWARDED", cores, ["sh", "-c", "grep -c FORWARDED \"$@\" | cat", "sh", .. input.Files]);
        }

        Add("Utf8JsonReader, one plain pass", cores, ["dotnet", typeof(ComparedTools).Assembly.Location, "tokens", .. input.Files]);
    }

    private void Beginnings(int cores)
    {
        if (IsThere("jq", "jq", "--version"))
        {
            AddBeginning("jq, two fields", cores, path => ["jq", "-r", TwoFields, path]);
        }

        if (IsThere("python3", "python3", "--version"))
        {
            AddBeginning("python3, json.loads of each line", cores, path => ["python3", "-c", PythonLines, path]);
        }

        if (IsThere("hubble", "hubble", "version"))
        {
            AddBeginning("hubble observe -o compact", cores, path => ["hubble", "observe", "--input-file", path, "-o", "compact"]);
        }
    }

    /// <summary>The nearest to a graph that a table of JSON lines gives: how many lines there are between each two namespaces.</summary>
    private void DuckDb(IReadOnlyList<int> cores)
    {
        string files = string.Join(',', input.Files.Select(f => $"'{Path.GetFullPath(f).Replace("'", "''", StringComparison.Ordinal)}'"));
        string query = "SELECT flow.source.namespace s, flow.destination.namespace d, count(*) FROM read_ndjson([" + files
            + "], columns={flow:'STRUCT(source STRUCT(namespace VARCHAR), destination STRUCT(namespace VARCHAR))'}) GROUP BY ALL";
        if (TimedProcess.FirstLine("duckdb", "--version") is { } version)
        {
            Versions.Add($"duckdb {version}");
            foreach (int count in cores)
            {
                Add("DuckDB, count by two fields", count, ["duckdb", "-c", $"SET threads={count}; {query}"]);
            }
        }
        else if (duckdbModule is not null)
        {
            string load = $"const d=require({System.Text.Json.JsonSerializer.Serialize(Path.GetFullPath(duckdbModule))});";
            Versions.Add($"duckdb {TimedProcess.FirstLine("node", "-e", load + "console.log(d.version())")} as a module of node");
            foreach (int count in cores)
            {
                string run = $"(async()=>{{const c=await d.DuckDBConnection.create();await c.run('SET threads={count}');const r=await c.runAndReadAll(process.argv[1]);console.log(r.getRows().length)}})()";
                Add("DuckDB, count by two fields", count, ["node", "-e", load + run, query]);
            }
        }
        else
        {
            Missing.Add("duckdb");
        }
    }

    private bool IsThere(string name, params string[] version)
    {
        if (TimedProcess.FirstLine(version) is { } line)
        {
            Versions.Add(line);
            return true;
        }

        Missing.Add(name);
        return false;
    }

    private void Add(string name, int cores, string[] command) => _tools.Add(new ComparedTool(name, cores, command, input.Bytes, false));

    private void AddBeginning(string name, int cores, Func<string, string[]> command) =>
        _tools.Add(new ComparedTool(name, cores, command(beginning.Path), beginning.Bytes, beginning.Bytes < input.Bytes));
}
