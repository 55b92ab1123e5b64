using System.Globalization;
using System.Text;

namespace FlowToPolicy.Cli.Serving;

/// <summary>Writes metrics in Prometheus' text format (version 0.0.4).</summary>
internal sealed class PrometheusText
{
    /// <summary>The format's media type.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>A metric that only grows, with its value.</summary>
    public PrometheusText Counter(string name, string help, double value) => Head(name, help, "counter").Sample(name, value);

    /// <summary>A metric that goes up and down, with its value.</summary>
    public PrometheusText Gauge(string name, string help, double value) => Head(name, help, "gauge").Sample(name, value);

    /// <summary>The head of a metric: each of its samples follows.</summary>
    public PrometheusText Head(string name, string help, string type)
    {
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {Escape(help, quotes: false)}\n# TYPE {name} {type}\n");
        return this;
    }

    /// <summary>A sample with labels.</summary>
    public PrometheusText Sample(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        _text.Append(name);
        for (int i = 0; i < labels.Length; i++)
        {
            _text.Append(i == 0 ? '{' : ',').Append(labels[i].Name).Append("=\"").Append(Escape(labels[i].Value, quotes: true)).Append('"');
        }

        _text.Append(labels.Length > 0 ? "} " : " ").Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Escape(string text, bool quotes)
    {
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
