using System.Diagnostics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Webhooks.Hosting;

/// <summary>
/// Traces and metrics by OTLP, in OpenTelemetry's own environment variables. Without an endpoint nothing is registered, and
/// nobody listens to what the desk measures.
/// </summary>
internal static class Telemetry
{
    /// <summary>The standard's name of where everything goes.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Those of the library begin with milliseconds; ours are seconds, from a lock to a queue that stood for hours.
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200];

    /// <summary>Looks whether the endpoint is an address, if there is one.</summary>
    public static void Check(SettingsReader reader, IConfiguration configuration) => reader.Require(
        configuration[Endpoint] is not { Length: > 0 } text || (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"),
        $"{Endpoint} must be an http or https address.");

    /// <summary>Registers what goes out, where there is somewhere to go.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration, HostRoles roles)
    {
        if (configuration[Endpoint] is not { Length: > 0 })
        {
            return;
        }

        services.AddOpenTelemetry()
            // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win.
            .ConfigureResource(resource => resource
                .AddService("shopsupport")
                .AddAttributes([new("shopsupport.roles", roles.ToString())])
                .AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing
                // Nobody outside switches our traces off.
                .SetSampler(new ParentBasedSampler(new NoPolling(), remoteParentNotSampled: new NoPolling()))
                .AddSource(Measures.Name)
                .AddAspNetCoreInstrumentation(options => options.Filter = IsWorthATrace)
                .AddHttpClientInstrumentation()
                .AddSqlClientInstrumentation()
                .AddProcessor(new KnownAttributes())
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter(Measures.Name)
                .AddAspNetCoreInstrumentation()
                .AddView(instrument => instrument.Meter.Name is Measures.Name && instrument.Unit is "s" ? new ExplicitBucketHistogramConfiguration { Boundaries = Seconds } : null)
                .AddOtlpExporter());
    }

    // A stream stays open for hours, and somebody asks for the health every few seconds.
    private static bool IsWorthATrace(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) && !context.Request.Path.StartsWithSegments("/events", StringComparison.Ordinal);

    /// <summary>Leaves out what the workers ask of an empty queue and database all day: a call that nothing caused.</summary>
    private sealed class NoPolling : Sampler
    {
        public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
            new(samplingParameters.Kind is ActivityKind.Client ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
    }
}
