using SinglePointOfReferral.Domain.Worklist;

namespace SinglePointOfReferral.Domain.Tests.Worklist;

/// <summary>A name is found however its writer and its reader spell capitals, accents and hyphens.</summary>
public sealed class NameWordsTests
{
    [Theory]
    [InlineData("Edith Example", "EDITH EXAMPLE")]
    [InlineData("  example,  EDITH ", "EDITH EXAMPLE")]
    [InlineData("Mrs Zoë O'Brien-Smith", "OBRIEN SMITH ZOE")]
    [InlineData("zoe o’brien smith", "OBRIEN SMITH ZOE")]
    [InlineData("Zoe\u0308 Łukasz", "LUKASZ ZOE")]
    [InlineData("Groß Strauß", "GROSS STRAUSS")]
    [InlineData("Ann Ann", "ANN")]
    [InlineData("李 Wei", "WEI 李")]
    [InlineData(" -- ' 12 ", "")]
    public void It_is_the_same_words(string name, string words) => Assert.Equal(words, string.Join(' ', NameWords.Of(name)));
}
