using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Identity;

namespace SinglePointOfReferral.App.Tests.Identity;

/// <summary>Who a sign-in tells, and by what.</summary>
public sealed class SignedInTests
{
    private const string Oid = "11111111-aaaa-4bbb-8ccc-222222222222";
    private const string NameIdentifier = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";
    private const string ObjectIdentifier = "http://schemas.microsoft.com/identity/claims/objectidentifier";
    private const string TenantId = "http://schemas.microsoft.com/identity/claims/tenantid";

    [Fact]
    public void Somebody_is_the_same_under_another_name_with_another_address_and_in_another_application()
    {
        var first = Read(SignIns.Entra(Oid, "Ann Lee", SignIns.Tenant, (NameIdentifier, "pairwise-1")));
        var later = Read(SignIns.Entra(Oid, "Ann Smith", SignIns.Tenant, (NameIdentifier, "pairwise-2")));
        var shortNames = Read(ClientPrincipal.Write("aad", ("oid", Oid), ("tid", SignIns.Tenant), ("name", "Ann Lee")));
        Assert.Equal(first.Id, later.Id);
        Assert.Equal(first.Id, shortNames.Id);
        Assert.Equal(("Ann Smith", "Ann.Smith@example.nhs.uk", Oid, false), (later.Name, later.Email, later.Subject, later.IsSystem));
        Assert.Matches("^[0-9a-f]{32}$", first.Id);
    }

    [Fact]
    public void The_same_subject_of_another_tenant_provider_or_kind_is_somebody_else()
    {
        var headers = new[]
        {
            SignIns.Entra(Oid, "Ann"), SignIns.Entra(Oid, "Ann", "bbbbbbbb-0000-4000-8000-00000000000b"), SignIns.System(Oid, "hub"),
            ClientPrincipal.Write("cis2", ("iss", SignIns.Tenant), ("sub", Oid)), ClientPrincipal.Write("other", ("iss", SignIns.Tenant), ("sub", Oid)),
            ClientPrincipal.Write("other", ("iss", SignIns.Tenant), ("sub", Oid.ToUpperInvariant())), ClientPrincipal.Write("demonstration", (NameIdentifier, Oid), ("name", "Ann")),
        };
        Assert.Equal(headers.Length, headers.Select(h => Read(h).Id).Distinct().Count());
        Assert.DoesNotContain(Oid, headers.Select(h => Read(h).Id));
    }

    [Fact]
    public void At_CIS2_the_unique_number_counts_by_whichever_name_it_comes()
    {
        var ids = new[] { "nhsid_useruid", "sub", NameIdentifier }.Select(c => Read(ClientPrincipal.Write("cis2", ("iss", "https://am.example"), (c, "555036632103"))).Id);
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public void An_address_or_a_name_alone_is_nobody()
    {
        foreach (var provider in new[] { "aad", "cis2", "other" })
            Assert.Null(ClientPrincipal.Read(ClientPrincipal.Write(provider, ("email", "ann@example.nhs.uk"), ("preferred_username", "ann@example.nhs.uk"), ("name", "Ann"), (TenantId, "t")), SignIns.Key, false));
        Assert.Null(ClientPrincipal.Read(ClientPrincipal.Write("aad", (NameIdentifier, "pairwise"), ("name", "Ann")), SignIns.Key, false));
    }

    [Fact]
    public void A_system_is_known_by_its_client_and_brings_the_roles_of_its_token()
    {
        var system = Read(SignIns.System(Oid, "referrer", "Referrals.Write"));
        Assert.True(system.IsSystem);
        Assert.Equal((Oid, Role.Referrer), (system.Subject, Assert.Single(system.AppRoles)));
        Assert.True(Read(ClientPrincipal.Write("aad", ("appid", Oid), ("idtyp", "app"), ("name", "Booking"))).IsSystem);
        Assert.Null(ClientPrincipal.Read(ClientPrincipal.Write("aad", ("idtyp", "app"), (ObjectIdentifier, Oid)), SignIns.Key, false));
    }

    [Fact]
    public void A_person_who_uses_a_client_is_no_system_and_brings_no_roles()
    {
        var person = Read(SignIns.Entra(Oid, "Ann", SignIns.Tenant, ("azp", "client"), ("http://schemas.microsoft.com/identity/claims/scope", "user"), ("roles", "hub")));
        Assert.False(person.IsSystem);
        Assert.Empty(person.AppRoles);
        Assert.False(Read(ClientPrincipal.Write("cis2", ("iss", "https://am.example"), ("sub", "1"), ("azp", "client"))).IsSystem);
    }

    private static SignedIn Read(string header) => ClientPrincipal.Read(header, SignIns.Key, isDemonstration: false)!;
}
