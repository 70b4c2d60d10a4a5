namespace SinglePointOfReferral.FakeTwilio;

/// <summary>Where the app is, null for nowhere, and under which address it is known.</summary>
internal sealed record Place(Uri? App, Uri? Public);

internal sealed record Moment(DateTimeOffset? Now);

internal sealed record Answering(string Number, string Keys);

internal sealed record Incoming(string From, string To, string Body, int? Times, string? Sid);

internal sealed record Outgoing(string From, string To, string Path, string Keys);
