using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;

namespace FlowToPolicy.Tests.Cli.Output;

public class GraphCsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@cmd", "\"'@cmd\"")]
    [InlineData("\tx", "\"'\\u0009x\"")]
    [InlineData("\rx", "\"'\\u000dx\"")]
    [InlineData("two\nlines", "\"two\\u000alines\"")]
    [InlineData("", "")]
    public void A_cell_is_quoted_and_never_a_formula(string text, string cell) => Assert.Equal(cell, Csv.Cell(text));

    [Fact]
    public void Rows_end_as_RFC_4180_says_and_all_have_the_same_columns()
    {
        using var host = new TestHost();
        var web = SampleGraph.Workload("shop", "=web,1");
        new GraphCsv().Write(SampleGraph.Of(SampleGraph.Edge(web, SampleGraph.Workload("shop", "api"), 8080)), InputAccount.None, host.Terminal);
        string[] rows = host.Out.Split("\r\n");
        Assert.Equal(3, rows.Length);
        Assert.Equal("", rows[2]);
        Assert.StartsWith("client,server,protocol,port,outcome", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("\"shop/=web,1\",shop/api,TCP,8080,allowed,true,7", rows[1], StringComparison.Ordinal);
        Assert.Equal(rows[0].Count(c => c == ','), rows[1].Count(c => c == ',') - 1);
    }
}
