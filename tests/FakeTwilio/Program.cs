using System.Net;
using SinglePointOfReferral.FakeTwilio;

// SinglePointOfReferral.FakeTwilio ACCOUNT TOKEN: says where it listens, and ends when its input does.
var (account, token) = (args[0], args[1]);
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
await using var app = builder.Build();

var dice = new Dice();
using var caller = new Caller(token);
var network = new Network(account, caller, dice);
new Api(account, token, network, dice).Map(app);

app.MapPost("/faults", (Faults faults) => dice.Set(faults));
app.MapPost("/app", (Place place) => (caller.App, caller.Public) = (place.App, place.Public ?? caller.Public));
app.MapPost("/clock", (Moment moment) => network.Clock = moment.Now);
app.MapPost("/answers", (Answering who) => network.Answers(who.Number, who.Keys));
app.MapPost("/in", (Incoming text) => network.TextIn(text.From, text.To, text.Body, text.Times ?? 1, text.Sid));
app.MapPost("/dial", (Outgoing call) => network.Dial(call.From, call.To, call.Path, call.Keys));
app.MapGet("/idle", () => network.IsIdle);
app.MapGet("/ledger", () => network.Handsets);
app.MapGet("/made", () => network.Made);
app.MapGet("/calls", () => network.Calls);
app.MapGet("/called", () => caller.All);

await app.StartAsync();
Console.WriteLine(app.Urls.First());
while (await Console.In.ReadLineAsync() is not null)
{
}
await app.StopAsync(new CancellationToken(canceled: true));
