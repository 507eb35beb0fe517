package dev.zoomstatus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.demo.BodyFormat;
import dev.zoomstatus.demo.Call;
import dev.zoomstatus.demo.PretendZoom;
import dev.zoomstatus.demo.RawRequest;
import dev.zoomstatus.demo.Reply;
import dev.zoomstatus.dispatch.CallProperties;
import dev.zoomstatus.dispatch.FormStep;
import dev.zoomstatus.dispatch.Slots;
import dev.zoomstatus.dispatch.TokenStep;
import dev.zoomstatus.dispatch.UnderWayStep;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.trace.TestTraces;
import dev.zoomstatus.zoom.AccessToken;
import dev.zoomstatus.zoom.AnswerReader;
import dev.zoomstatus.zoom.StatusRequest;
import dev.zoomstatus.zoom.TestConnections;
import dev.zoomstatus.zoom.TokenEndpoint;
import dev.zoomstatus.zoom.WordyServer;
import dev.zoomstatus.zoom.ZoomAnswer;
import dev.zoomstatus.zoom.ZoomHeaders;
import dev.zoomstatus.zoom.ZoomSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire when the routes call Zoom, compared with the request of the seed's curl command. */
class UpdateUserStatusRouteTest {

    private static final Path SEED = Path.of("src/test/resources/seed-curl-request.txt");
    private static final Set<String> ALLOWED = Set.of(
            "authorization", "host", "connection", "transfer-encoding", "user-agent", "traceparent", "tracestate");

    /** Headers of a trigger's message, some of them meant to change the call. */
    private static final Map<String, Object> WOKEN_BY = Map.of(
            "JMSReplyTo", "q",
            "X-Internal", "1",
            "Cookie", "c=1",
            "Accept", "text/woken",
            "Authorization", "Bearer woken",
            "CamelHttpQuery", "a=b",
            "CamelHttpMethod", "DELETE");

    private PretendZoom zoom;
    private DefaultCamelContext camel;

    @BeforeEach
    void start() throws Exception {
        zoom = PretendZoom.start();
        camel = new DefaultCamelContext();
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
        zoom.close();
    }

    @Test
    void theVerbAndThePathAreTheSeeds() throws Exception {
        RawRequest seed = RawRequest.read(SEED);

        RawRequest ours = call("u1", Action.DEACTIVATE, "multipart");

        assertThat(ours.headLine()).isEqualTo(seed.headLine());
    }

    @Test
    void theFormIsTheSeeds() throws Exception {
        RawRequest seed = RawRequest.read(SEED);

        RawRequest ours = call("u1", Action.DEACTIVATE, "multipart");

        assertThat(form(ours))
                .isEqualTo(form(seed))
                .containsExactly(Map.entry("form-data; name=\"action\"", "deactivate"));
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void theFormSaysWhatIsToBeDone(Action action) throws Exception {
        assertThat(form(call("u1", action, "multipart")).values()).containsExactly(action.wire());
    }

    @Test
    void theJsonIsThatOfZoomsContract() throws Exception {
        zoom.bodyFormat(BodyFormat.JSON);

        RawRequest ours = call("u1", Action.DEACTIVATE, "json");

        assertThat(ours.values("Content-Type")).containsExactly("application/json");
        assertThat(ours.body()).isEqualTo("{\"action\":\"deactivate\"}");
    }

    @Test
    void theUserIsEncodedOnce() throws Exception {
        assertThat(call("a+b/c d%e@x.org", Action.ACTIVATE, "multipart").target())
                .isEqualTo("/v2/users/a%2Bb%2Fc%20d%25e%40x.org/status");
    }

    @Test
    void theTokenIsABearersAndTheSeedsHeadersAreAllThere() throws Exception {
        call("u1", Action.DEACTIVATE, "multipart");

        Call call = zoom.calls().get(0);
        assertThat(call.status()).isEqualTo(204); // it accepts nothing but a bearer token that it made
        assertThat(call.headers().keySet())
                .containsAll(RawRequest.read(SEED).headerMap().keySet().stream()
                        .filter(name -> !name.equals("accept")) // curl's own
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(BodyFormat.class)
    void onlyTheHeadersThatZoomNeedsGoOut(BodyFormat format) throws Exception {
        zoom.bodyFormat(format);

        RawRequest ours = call("u1", Action.DEACTIVATE, format.name().toLowerCase(Locale.ROOT));

        assertThat(ours.headerMap().keySet())
                .allMatch(name -> ALLOWED.contains(name) || name.startsWith("content-") || name.startsWith("accept"));
        assertThat(zoom.violations()).isEmpty();
    }

    @Test
    void noHeaderOfWhatWokeTheRouteGoesOut() throws Exception {
        RawRequest ours = call("u1", Action.DEACTIVATE, "multipart");

        assertThat(ours.target()).doesNotContain("?");
        assertThat(ours.values("Accept")).doesNotContain("text/woken");
        assertThat(zoom.calls()).extracting(Call::status).containsExactly(204);
    }

    @Test
    void anAnswerThatSaysItIsCompressedIsTakenAsItIs() throws Exception {
        zoom.answer("u1", Reply.ok200().withHeader("Content-Encoding", "gzip"));

        call("u1", Action.DEACTIVATE, "multipart");

        assertThat(zoom.calls()).extracting(Call::status).containsExactly(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 000 x\r\n\r\n", "HTTP/1.-1 204 x\r\n\r\n"})
    void whatTheClientStumblesOverIsAnAnswerThatDidNotCome(String answer) throws Exception {
        try (WordyServer server = new WordyServer(ServerSocketFactory.getDefault()).answer(answer)) {
            Exchange exchange = send("http://localhost:" + server.port() + "/v2", "u1", Action.DEACTIVATE, "multipart");

            Throwable failure = exchange.getProperty(CallProperties.FAILURE, Throwable.class);
            assertThat(new AnswerReader(TestSettings.zoom(Map.of()), Clock.systemUTC()).none(failure))
                    .returns(ZoomAnswer.Kind.TRY_AGAIN, ZoomAnswer::kind)
                    .returns("no answer: IllegalArgumentException", ZoomAnswer::message);
        }
    }

    /** Sends one change down the routes to the pretend Zoom, and returns what arrived. */
    private RawRequest call(String user, Action action, String format) throws Exception {
        assertThat(send(zoom.apiUrl(), user, action, format).getProperty(Exchange.EXCEPTION_CAUGHT))
                .isNull();
        return zoom.calls().get(0).request();
    }

    /** Sends one change down the routes, with headers that must not get out, and returns it as it came to the answer. */
    private Exchange send(String api, String user, Action action, String format) throws Exception {
        ZoomSettings settings =
                TestSettings.zoom(zoom, Map.of("zoom.body-format", format, "zoom.max-concurrency", "1"));
        CloseableHttpClient client = TestConnections.client(settings);
        AccessToken token =
                new AccessToken(new TokenEndpoint(settings, client), new SimpleMeterRegistry(), Clock.systemUTC());
        camel.getPropertiesComponent().addOverrideProperty("zoom.api-url", api);
        camel.getPropertiesComponent().addOverrideProperty("zoom.max-concurrency", "1");
        camel.getRegistry().bind("zoomHttpClient", client);
        camel.getRegistry().bind("zoomHeaders", new ZoomHeaders());
        camel.getRegistry().bind("under-way", new UnderWayStep(new Slots(settings), TestTraces.off(), camel));
        camel.getRegistry().bind("token", new TokenStep(token));
        camel.getRegistry().bind("form", new FormStep(new StatusRequest(settings)));
        camel.getRegistry().bind("turn", (Processor) exchange -> {});
        List<Exchange> answered = new ArrayList<>();
        camel.getRegistry().bind("answer", (Processor) answered::add);
        for (String route : List.of("update-user-status", "authorize")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString(
                            route + ".yaml", Files.readString(Path.of("routes", route + ".camel.yaml"))));
        }
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:zoom-answer").process("answer");
            }
        });
        camel.start();
        NotifyBuilder over = new NotifyBuilder(camel).whenDone(1).create();
        camel.createProducerTemplate()
                .sendBodyAndHeaders(
                        "seda:update-user-status?waitForTaskToComplete=Never", claim(user, action), WOKEN_BY);
        assertThat(over.matches(30, TimeUnit.SECONDS)).isTrue();
        assertThat(answered).hasSize(1);
        return answered.get(0);
    }

    private static Claim claim(String user, Action action) {
        StatusChange change = new StatusChange(user, action, null, null, null, null);
        return new Claim(1, null, change, "file", "R1", 1, 0, 0, 0, 0, 0, Long.MAX_VALUE, false);
    }

    /** The parts of a form by their disposition (RFC 7578); the boundary is free. */
    private static Map<String, String> form(RawRequest request) {
        String type = request.value("Content-Type").orElse("");
        assertThat(type).startsWith("multipart/form-data; boundary=");
        String boundary = "--" + type.substring("multipart/form-data; boundary=".length());
        assertThat(request.body().strip()).startsWith(boundary + "\r\n").endsWith("\r\n" + boundary + "--");
        String[] parts = request.body().split("(\r\n)?" + Pattern.quote(boundary) + "(\r\n)?", -1);
        assertThat(parts).hasSize(3); // nothing, the one part, the end
        String[] part = parts[1].split("\r\n\r\n", -1);
        assertThat(part).hasSize(2);
        return Map.of(part[0].replaceFirst("Content-Disposition: ", ""), part[1]);
    }
}
