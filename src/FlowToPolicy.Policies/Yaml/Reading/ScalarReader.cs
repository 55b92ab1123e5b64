using FlowToPolicy.Policies.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>Gives a scalar of YAML its type, by its tag if it has one.</summary>
internal static class ScalarReader
{
    private const string Core = "tag:yaml.org,2002:";

    /// <summary>The scalar as kubectl takes it.</summary>
    public static SourceScalar Read(Scalar scalar, SourcePosition position)
    {
        SourceLimits.CheckLength(scalar.Value.Length, position);
        bool isPlain = scalar.Style is ScalarStyle.Plain or ScalarStyle.Any;
        bool isTagged = !scalar.Tag.IsEmpty && !scalar.Tag.IsNonSpecific;
        string tag = isTagged ? scalar.Tag.Value : "";
        (ScalarKind kind, string text) = isPlain && tag != Core + "str" && !scalar.Tag.IsNonSpecific || (isTagged && tag != Core + "str")
            ? ScalarTyping.Resolve(scalar.Value)
            : (ScalarKind.Text, scalar.Value);
        if (isTagged && !Fits(tag, kind))
        {
            throw new SourceException(position, $"the tag '{Short(tag)}' does not fit the value; kubectl reads only the types of JSON");
        }

        return new SourceScalar(position, kind, text) { Written = scalar.Value };
    }

    /// <summary>Throws when a list or map carries a tag that makes it something else.</summary>
    public static void CheckCollection(TagName tag, string type, SourcePosition position)
    {
        if (!tag.IsEmpty && !tag.IsNonSpecific && tag.Value != Core + type)
        {
            throw new SourceException(position, $"the tag '{Short(tag.Value)}' names no type that kubectl reads here");
        }
    }

    private static bool Fits(string tag, ScalarKind kind) => tag switch
    {
        Core + "str" => true,
        Core + "int" => kind == ScalarKind.Integer,
        Core + "float" => kind is ScalarKind.Real or ScalarKind.Integer,
        Core + "bool" => kind == ScalarKind.Boolean,
        Core + "null" => kind == ScalarKind.Null,
        _ => false,
    };

    private static string Short(string tag) => tag.StartsWith(Core, StringComparison.Ordinal) ? $"!!{tag[Core.Length..]}" : tag;
}
