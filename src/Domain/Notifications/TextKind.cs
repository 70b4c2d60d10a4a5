namespace SinglePointOfReferral.Domain.Notifications;

/// <summary>What a text tells. Each kind has a template.</summary>
public enum TextKind
{
    Offered,

    /// <summary>An offer, as a call says it.</summary>
    OfferedCall,
    Accepted, Visited, Declined, Closed, PartClosed, EmergencyAdvised, NoService, TakenBack, AddedTo, Withdrawn,

    /// <summary>A duplicate has ended: to the service that has it.</summary>
    Duplicate,

    /// <summary>A duplicate has ended, and another referral goes on: to the referrer.</summary>
    GoesOn,
    DueSoon,

    /// <summary>An offer is to be answered soon: to the service, which can answer by a text.</summary>
    AnswerDue,
    Late, FollowUpLate, Escalated, Question, Message,

    /// <summary>A referral by keypad, of which this is the reference.</summary>
    Received,

    /// <summary>No text and no call reached a service with an offer: to the hub.</summary>
    NotReached,

    /// <summary>No text and no call reached a service with anything else that it must know: to the hub.</summary>
    NotTold,

    /// <summary>Somebody with no part in a referral looks at it: to the governance lead.</summary>
    GlassBroken,
}

/// <summary>Whom a text is for.</summary>
public enum Audience
{
    Service, Referrer,

    /// <summary>Whoever made a duplicate.</summary>
    AlsoReferring,
    Hub,

    /// <summary>The information governance lead.</summary>
    GovernanceLead,
}
