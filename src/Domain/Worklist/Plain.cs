using SinglePointOfReferral.Domain.Clocks;
using SinglePointOfReferral.Domain.Messages;

namespace SinglePointOfReferral.Domain.Worklist;

/// <summary>Codes and times as people say them, in England.</summary>
public static partial class Plain
{
    public static string Of(Urgency urgency) => urgency switch
    {
        Urgency.TwoHours => "within 2 hours",
        Urgency.TwoDays => "within 2 days",
        Urgency.Routine => "within 5 working days",
        _ => throw new ArgumentOutOfRangeException(nameof(urgency)),
    };

    public static string Of(Pathway pathway) => pathway switch
    {
        Pathway.RapidResponse => "rapid response",
        Pathway.Reablement => "reablement",
        Pathway.IntermediateCare => "intermediate care",
        Pathway.VoluntarySector => "the voluntary sector",
        Pathway.Advice => "advice",
        _ => throw new ArgumentOutOfRangeException(nameof(pathway)),
    };

    public static string Of(Stage stage) => stage switch
    {
        Stage.AwaitingOffer => "a service is being found",
        Stage.OnOffer => "on offer",
        Stage.WithHub => "with the hub",
        Stage.Accepted => "accepted",
        Stage.Visited => "seen and supported",
        Stage.Closed => "closed",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    public static string Of(Todo todo) => todo switch
    {
        Todo.RingBack => "ring the referrer back for the rest",
        Todo.Triage => "triage",
        Todo.Decide => "decide what is needed",
        Todo.Advise => "give advice",
        Todo.FindService => "find a service",
        Todo.AnswerOffer => "answer the offer",
        Todo.Visit => "see the person",
        Todo.Review => "review the support",
        Todo.Close => "end the support and close",
        Todo.FollowUp => "ask how the person is",
        _ => throw new ArgumentOutOfRangeException(nameof(todo)),
    };

    public static string Of(Tell tell) => tell switch
    {
        Tell.Service => "the duty phone",
        Tell.Lead => "the service's lead",
        Tell.Hub => "the hub",
        _ => throw new ArgumentOutOfRangeException(nameof(tell)),
    };

    public static string Of(Side side) => side switch
    {
        Side.Referrer => "the referrer",
        Side.Service => "the service",
        Side.Hub => "the hub",
        _ => throw new ArgumentOutOfRangeException(nameof(side)),
    };
}
