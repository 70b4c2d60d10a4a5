namespace SinglePointOfReferral.App.Ports;

/// <summary>Others were quicker every time: nothing was recorded. The message is for the person who tried.</summary>
public sealed class ConflictException(string message) : Exception(message);
