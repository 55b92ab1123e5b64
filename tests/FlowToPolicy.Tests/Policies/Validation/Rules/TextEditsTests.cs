using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Tests.Policies.Validation.Rules;

public sealed class TextEditsTests
{
    [Fact]
    public void Only_the_places_of_the_edits_change()
    {
        const string Text = "a: 80 # eighty\r\nb: [1,   tcp]\r\n";

        EditedText edited = TextEdits.Apply(Text, [new TextEdit(1, 4, "80", "\"80\""), new TextEdit(2, 10, "tcp", "TCP")]);

        Assert.Equal("a: \"80\" # eighty\r\nb: [1,   TCP]\r\n", edited.Text);
        Assert.Equal(2, edited.Applied.Count);
        Assert.Empty(edited.Refused);
    }

    [Theory]
    [InlineData(1, 4, "81")]
    [InlineData(2, 1, "a")]
    [InlineData(0, 1, "a")]
    [InlineData(1, 0, "a")]
    [InlineData(1, 99, "a")]
    [InlineData(1, 6, "\nb")]
    [InlineData(1, 1, "")]
    public void An_edit_is_refused_where_another_text_stands(int line, int column, string old)
    {
        EditedText edited = TextEdits.Apply("a: 80", [new TextEdit(line, column, old, "x")]);

        Assert.Equal("a: 80", edited.Text);
        Assert.Single(edited.Refused);
    }

    [Fact]
    public void Of_two_edits_of_one_place_the_second_is_refused()
    {
        EditedText edited = TextEdits.Apply("a: 80", [new TextEdit(1, 4, "80", "x"), new TextEdit(1, 4, "80", "y"), new TextEdit(1, 4, "80", "x")]);

        Assert.Equal("a: x", edited.Text);
        Assert.Single(edited.Applied);
        Assert.Single(edited.Refused);
    }
}
