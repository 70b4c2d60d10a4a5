using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using SinglePointOfReferral.App.Adapters;
using SinglePointOfReferral.App.Audit;
using SinglePointOfReferral.App.Backups;
using SinglePointOfReferral.App.Clocks;
using SinglePointOfReferral.App.DirectoryOfServices;
using SinglePointOfReferral.App.Erasure;
using SinglePointOfReferral.App.Hosting;
using SinglePointOfReferral.App.Identity;
using SinglePointOfReferral.App.Intake;
using SinglePointOfReferral.App.Journal;
using SinglePointOfReferral.App.Local;
using SinglePointOfReferral.App.Messages;
using SinglePointOfReferral.App.Notifications;
using SinglePointOfReferral.App.Objections;
using SinglePointOfReferral.App.Ports;
using SinglePointOfReferral.App.Reporting;
using SinglePointOfReferral.App.Routing;
using SinglePointOfReferral.App.Sealing;
using SinglePointOfReferral.App.Support;
using SinglePointOfReferral.App.Telemetry;
using SinglePointOfReferral.App.Telephone;
using SinglePointOfReferral.App.Triage;
using SinglePointOfReferral.App.Web;
using SinglePointOfReferral.App.Worklist;
using SinglePointOfReferral.Domain.DirectoryOfServices;

namespace SinglePointOfReferral.App;

/// <summary>What an app is put together from.</summary>
/// <param name="Port">0 for any free one.</param>
/// <param name="People">Who can sign in to the demonstration; empty otherwise.</param>
/// <param name="RunLoops">Whether this process works on queues and timers itself.</param>
public sealed record Setup(
    ITables Tables, IQueues Queues, TimeProvider Clock, Locality Locality, IReadOnlyList<DemonstrationPerson> People, DeploymentKey Key, RunMode Mode,
    int Port, bool RunLoops)
{
    /// <summary>What everything personal is sealed with.</summary>
    public required MasterKeys MasterKeys { get; init; }

    /// <summary>Where it is noted what was erased: other tables than those that are backed up. Null where there are no others.</summary>
    public ITables? Erasures { get; init; }

    /// <summary>How it is reached by telephone: on this machine's own telephones, unless an account is given.</summary>
    public TelephoneSettings Telephone { get; init; } = TelephoneSettings.OnThisMachine(Key);

    /// <summary>The subject of whoever is administrator while nobody else is; null for nobody.</summary>
    public string? FirstAdministrator { get; init; }

    /// <summary>Another telephone network in its place; null for the one that <see cref="Telephone"/> tells.</summary>
    public ICarrier? Carrier { get; init; }

    /// <summary>How much is answered at once; null for everything. Whoever uses the demonstration may say that they are anybody, so nobody is counted there.</summary>
    public RateLimits? Limits { get; init; } = Mode.IsDemonstration ? null : new RateLimits();

    /// <summary>What the platform calls this site, beside its public address; null where there is none.</summary>
    public string? SiteName { get; init; }

    /// <summary>Where traces, measurements and logs are sent; null for nowhere.</summary>
    public TelemetrySettings? Telemetry { get; init; }

    /// <summary>The file outside the store to which the heads of the audit's seals are added; null for none.</summary>
    public string? AuditHeads { get; init; }

    /// <summary>Whether this process sends what commits owe as soon as they are answered.</summary>
    public bool SendsAfterCommit { get; init; } = RunLoops || Mode.IsUnderFunctionsHost;
}

/// <summary>Puts the app together, by hand: the one place where adapters are named.</summary>
public static class Composition
{
    private const int LargestBody = 256 * 1024;

    public static WebApplication Build(Setup setup)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(Composition).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        Observed.Log(builder.Logging.ClearProviders(), setup.Mode).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // Where no file keeps the heads of the audit, this log does.
            .AddFilter(typeof(SealAudit).FullName, setup.AuditHeads is null ? LogLevel.Information : LogLevel.Warning)
            // Whatever stops the app from starting is told in one line by the command line.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, setup.Port);
        });
        AddServices(builder.Services, setup);
        var app = builder.Build();
        Use(app, setup);
        Map(app, setup.Mode);
        return app;
    }

    private static void AddServices(IServiceCollection services, Setup setup)
    {
        var (tables, queues) = (new SealedTables(new ObservedTables(setup.Tables), setup.MasterKeys), new WakingQueues(new ObservedQueues(setup.Queues)));
        services.AddSingleton<ITables>(tables).AddSingleton(setup.MasterKeys).AddSingleton<IQueues>(queues).AddSingleton(queues);
        services.AddSingleton(setup.Clock).AddSingleton(new LocalityInForce(setup.Locality, setup.Clock.GetUtcNow())).AddTransient(s => s.GetRequiredService<LocalityInForce>().Now).AddSingleton(setup.People).AddSingleton(setup.Key).AddSingleton(setup.Mode);

        services.AddSingleton<LocalityVersions>().AddSingleton<FollowPublished>().AddSingleton<DutyPhones>().AddSingleton<ChangeDutyPhones>();
        services.AddSingleton<People>().AddSingleton<Waiting>().AddSingleton<Callers>().AddSingleton<ChangePeople>().AddSingleton(new FirstAdministrator(setup.FirstAdministrator));

        services.AddSingleton(new Timetable(tables, setup.Clock, "undone"));
        services.AddSingleton<AfterCommit>().AddSingleton<FactChain>().AddSingleton<ReferralJournal>().AddSingleton<RelayOutbox>();
        services.AddSingleton<ClockTimetable>().AddSingleton<CheckClocks>();
        services.AddSingleton(new ErasureList(setup.Erasures ?? setup.Tables, setup.Clock)).AddSingleton<EraseReferral>().AddSingleton<EndRetention>().AddSingleton<ExportPerson>().AddSingleton<Restore>();
        services.AddSingleton<PersonIndex>().AddSingleton<ObjectionList>().AddSingleton<Lists>().AddSingleton<RebuildLists>();
        services.AddSingleton<HubPeople>().AddSingleton<HandOver>();
        services.AddSingleton<TriageReferralStep>().AddSingleton<RouteReferralStep>().AddSingleton<WatchClocksStep>();
        services.AddSingleton<Capacities>().AddSingleton<Closures>().AddSingleton<Acceptance>().AddSingleton<SetCapacity>().AddSingleton<UnmetNeeds>().AddSingleton<MeasureRows>();
        services.AddSingleton<OptOuts>().AddSingleton<Texting>().AddSingleton<SendMessageStep>().AddSingleton<FollowTextStep>().AddSingleton<UpdateListsStep>();
        services.AddSingleton<KeptTexts>().AddSingleton<TwilioCarrier>();
        services.AddSingleton(s => setup.Carrier ?? (setup.Telephone.Account is null ? s.GetRequiredService<KeptTexts>() : s.GetRequiredService<TwilioCarrier>()));
        services.AddSingleton(setup.Telephone).AddSingleton<Webhooks>().AddSingleton<OwnNetwork>().AddSingleton<StaffNumbers>().AddSingleton<RememberedCallers>().AddSingleton<HubCalls>().AddSingleton<TakeDown>().AddSingleton<TextChoices>();
        services.AddSingleton<LiveCalls>().AddSingleton<SignInByPhone>().AddSingleton<ReferByPhone>().AddSingleton<CallAsks>().AddSingleton<CallDesk>();
        services.AddSingleton<HeardTexts>().AddSingleton<Strangers>().AddSingleton<RepeatedAnswers>().AddSingleton<TextDesk>().AddSingleton<WrongTries>().AddSingleton<ForgetDays>().AddSingleton<AnswerText>().AddSingleton<TelephoneAccount>().AddSingleton<KeptReplies>();
        services.AddSingleton<FailedMessages>().AddSingleton<QueueRunner>().AddSingleton<LocalLoops>();
        services.AddSingleton<AuditIndex>().AddSingleton<Seals>().AddSingleton(new AuditHeads(setup.AuditHeads)).AddSingleton<SealAudit>().AddSingleton<AuditNames>().AddSingleton<Looks>();
        services.AddSingleton<AuditLog>().AddSingleton<Submit>().AddSingleton<AlreadyKnown>().AddSingleton<Merging>().AddSingleton<LookAhead>().AddSingleton<ReferralViews>();
        if (setup.RunLoops)
            services.AddHostedService(s => s.GetRequiredService<LocalLoops>());
        if (setup.SendsAfterCommit)
            services.AddHostedService(s => s.GetRequiredService<AfterCommit>()).AddHostedService(s => s.GetRequiredService<FollowPublished>());

        services.AddDataProtection().SetApplicationName("single-point-of-referral");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            new ConfigureOptions<KeyManagementOptions>(o => (o.XmlRepository, o.XmlEncryptor) = (new KeyRows(tables), new SealWebKeys(setup.Key))));
        services.AddAntiforgery(o => Cookies.OfForms(o, setup.Mode));
        services.AddSingleton(OwnHosts.Of(setup.Telephone.PublicAddress, setup.SiteName));
        if (setup.Limits is not null)
            RateLimits.Add(services, setup.Limits, setup.Mode, setup.Key);
        Observed.Add(services, setup.Telemetry);
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, FormOwner>();
        services.AddProblemDetails();
        Compression.Add(services);
        services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
        services.AddTransient<LocalTelephone>();
        services.AddSingleton<Assets>().AddSingleton<OpenActions>();
        services.AddRazorPages(o =>
        {
            o.Conventions.ConfigureFilter(new OutdatedForm());
            if (!setup.Mode.IsDemonstration)
                o.Conventions.AddFolderRouteModelConvention("/Local", page => page.Selectors.Clear());
        });
        services.AddOpenApi("v1", OpenApi.Describe);
    }

    private static void Use(WebApplication app, Setup setup)
    {
        app.Use(SafetyHeaders.Add);
        app.Use(Observed.Request);
        Compression.Use(app);
        app.UseMiddleware<LastResort>();
        app.UseStatusCodePages(http => Problems.Write(
            http.HttpContext, http.HttpContext.Response.StatusCode, LastResort.Sentence(http.HttpContext.Response.StatusCode)));
        if (setup.Mode.IsUnderFunctionsHost)
            app.UseMiddleware<OwnAddress>();
        app.Use(NoFiles.Refuse);
        app.UseRouting();
        if (setup.Mode.IsDemonstration)
            app.UseMiddleware<DemonstrationSignIn>();
        if (setup.Limits is not null)
            app.UseRateLimiter();
        app.UseMiddleware<Gate>();
        app.Use(ReadForm);
    }

    /// <summary>Reads a form before antiforgery does, which would call one that is too large a missing token.</summary>
    private static async Task ReadForm(HttpContext http, RequestDelegate next)
    {
        if (http.Request.HasFormContentType)
            await http.Request.ReadFormAsync(http.RequestAborted);
        await next(http);
    }

    private static void Map(WebApplication app, RunMode mode)
    {
        app.MapOpenApi();
        Health.Map(app);
        SubmitReferralApi.Map(OpenApi.Area(app, "Intake"));
        ChangeReferralApi.Map(OpenApi.Area(app, "Intake"));
        AddToReferralApi.Map(OpenApi.Area(app, "Intake"));
        PreviewApi.Map(OpenApi.Area(app, "Intake"));
        DecideMatchApi.Map(OpenApi.Area(app, "Intake"));
        MergeApi.Map(OpenApi.Area(app, "Intake"));
        MessagesApi.Map(OpenApi.Area(app, "Messages"));
        AnswerOfferApi.Map(OpenApi.Area(app, "Routing"));
        OverrideTriageApi.Map(OpenApi.Area(app, "Routing"));
        ExplanationApi.Map(OpenApi.Area(app, "Routing"));
        CapacityApi.Map(OpenApi.Area(app, "Routing"));
        ClosureApi.Map(OpenApi.Area(app, "Routing"));
        SupportApi.Map(OpenApi.Area(app, "Support"));
        SayWhenApi.Map(OpenApi.Area(app, "Support"));
        BreachApi.Map(OpenApi.Area(app, "Clocks"));
        EpisodeApi.Map(OpenApi.Area(app, "Support"));
        FollowUpApi.Map(OpenApi.Area(app, "Support"));
        UnmetNeedApi.Map(OpenApi.Area(app, "Reporting"));
        MeasuresApi.Map(OpenApi.Area(app, "Reporting"));
        ObjectionApi.Map(OpenApi.Area(app, "Objections"));
        LooksApi.Map(OpenApi.Area(app, "Audit"));
        TextWebhooks.Map(app);
        CallWebhooks.Map(app);
        ListsApi.Map(OpenApi.Area(app, "Lists"));
        OwnerApi.Map(OpenApi.Area(app, "Lists"));
        HubCallsApi.Map(OpenApi.Area(app, "Lists"));
        LocalityApi.Map(OpenApi.Area(app, "Locality"));
        AccountApi.Map(OpenApi.Area(app, "Telephone"));
        PeopleApi.Map(OpenApi.Area(app, "People"));
        DutyPhonesApi.Map(OpenApi.Area(app, "People"));
        SmsIn.Map(app);
        IncomingCalls.Map(app);
        Assets.Map(app);
        app.MapRazorPages();
        if (mode.IsUnderFunctionsHost)
            FunctionsHost.MapTriggers(app);
    }
}
