using SinglePointOfReferral.Domain.Values;

namespace SinglePointOfReferral.Domain.Tests.Values;

public sealed class ReferenceTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Fact]
    public void It_has_eight_digits_shown_in_fours()
    {
        foreach (var reference in Many(1000))
        {
            Assert.Matches("^[0-9]{8}$", reference.Text);
            Assert.Matches("^[0-9]{4} [0-9]{4}$", reference.Spaced);
            Assert.Equal(reference.Spaced, reference.ToString());
            Assert.Equal(reference, The.Read<Reference>(reference.Spaced));
        }
    }

    [Fact]
    public void Every_single_wrong_digit_and_every_swap_of_neighbours_is_caught()
    {
        foreach (var reference in Many(5000))
        {
            Assert.DoesNotContain(Wrong.Digits(reference.Text), wrong => Reference.Read(wrong).IsRead);
            Assert.DoesNotContain(Wrong.Neighbours(reference.Text), wrong => Reference.Read(wrong).IsRead);
        }
    }

    [Fact]
    public void The_same_request_has_the_same_reference() =>
        Assert.Equal(Reference.Derive(Key, "amara-okafor", "request-1", 0), Reference.Derive(Key, "amara-okafor", "request-1", 0));

    [Fact]
    public void Another_request_caller_candidate_or_deployment_has_another_reference()
    {
        byte[] another = [.. Key.Reverse()];
        Reference[] all =
        [
            Reference.Derive(Key, "amara-okafor", "request-1", 0), Reference.Derive(Key, "amara-okafor", "request-2", 0),
            Reference.Derive(Key, "tom-bright", "request-1", 0), Reference.Derive(Key, "amara-okafor", "request-1", 1),
            Reference.Derive(another, "amara-okafor", "request-1", 0),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Theory]
    [InlineData("4821 773")]
    [InlineData("4821 77399")]
    [InlineData("4821 773x")]
    [InlineData("٤٨٢١٧٧٣٩")]
    public void What_it_cannot_be_is_told_in_a_sentence(string text) => Assert.Contains("8 numbers", Reference.Read(text).Problem);

    [Fact]
    public void A_wrong_number_is_told_as_such() => Assert.Contains("one of its numbers is wrong", Reference.Read("4821 7731").Problem);

    private static IEnumerable<Reference> Many(int count) => Enumerable.Range(0, count).Select(i => Reference.Derive(Key, "caller", $"{i}", 0));
}
