// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.thrivestack.track.testkit.TrackServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The starter in an application with Spring MVC, Security, Actuator and Prometheus. */
class WebTest {
    private static final int VISITORS = 200;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private static Map<String, String> properties(TrackServer server, int threads) {
        Map<String, String> properties = new HashMap<>(Api.properties(server));
        properties.put("server.port", "0");
        properties.put("server.shutdown", "graceful");
        properties.put("server.tomcat.threads.max", "" + threads);
        properties.put("server.tomcat.threads.min-spare", "1");
        properties.put("spring.security.user.name", "mary");
        properties.put("spring.security.user.password", "password");
        properties.put("management.endpoints.web.exposure.include", "*");
        properties.put("management.endpoint.env.show-values", "always");
        properties.put("management.endpoint.health.show-details", "always");
        return properties;
    }

    private static HttpRequest request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return client.send(request(port, path), BodyHandlers.ofString());
    }

    private HttpResponse<String> getAsMary(int port, String path) throws Exception {
        String credentials = Base64.getEncoder().encodeToString("mary:password".getBytes());
        return client.send(
                HttpRequest.newBuilder(request(port, path), (name, value) -> true)
                        .header("Authorization", "Basic " + credentials)
                        .build(),
                BodyHandlers.ofString());
    }

    @ParameterizedTest
    @MethodSource("com.example.boot.Boot#oneOfEach")
    void theUser_isInTheEvent_andNotInTheNextOnes_andTheAccountIsTheSameEverywhere(Boot boot) throws Exception {
        try (TrackServer server = TrackServer.start();
                Child child = Child.startWeb(boot, properties(server, 1), directory)) {
            int port = child.port();
            assertEquals("UP", status(get(port, "/actuator/health").body()));
            String thread = getAsMary(port, "/page").body();
            assertEquals(thread, get(port, "/page").body());
            assertEquals("mary", server.awaitEvents(1, 30, SECONDS).get(0).userId());

            child.tell("account");
            assertEquals(
                    "account: accepted 2 = delivered 1 + rejected 1 {no user id=1} + dropped 0 + pending 0",
                    child.awaitLine("^account: "));
            HttpResponse<String> answer = get(port, "/actuator/health");
            String health = answer.body();
            assertEquals(200, answer.statusCode());
            assertEquals("DEGRADED", status(health));
            for (String part : List.of("\"accepted\":2", "\"delivered\":1", "\"no user id\":1", "\"pending\":0")) {
                assertTrue(health.contains(part), health);
            }
            String scrape = get(port, "/actuator/prometheus").body();
            for (String line : List.of(
                    "track_events_accepted_total(\\{})? 2.0",
                    "track_events_delivered_total(\\{})? 1.0",
                    "track_events_rejected_total\\{reason=\"no user id\",?} 1.0",
                    "track_events_pending(\\{})? 0.0",
                    "track_requests_in_flight(\\{})? 0.0",
                    "track_requests_seconds_count(\\{})? 1(.0)?")) {
                assertTrue(scrape.lines().anyMatch(each -> each.matches(line)), () -> line + " is not in " + scrape);
            }
            String environment = get(port, "/actuator/env").body();
            assertTrue(environment.contains("track.token"), environment);
            assertFalse(environment.contains("secret-token"), environment);
            for (String path : actuators(port)) {
                assertFalse(get(port, path).body().contains("secret-token"), path);
            }
        }
    }

    /** All of them, but a dump of the memory, where every secret is. */
    private List<String> actuators(int port) throws Exception {
        List<String> paths = new ArrayList<>();
        Matcher link = Pattern.compile("\"href\":\"http://[^/]+([^\"{]+)\"")
                .matcher(get(port, "/actuator").body());
        while (link.find()) {
            paths.add(link.group(1));
        }
        paths.remove("/actuator/heapdump");
        assertTrue(paths.containsAll(List.of("/actuator/env", "/actuator/configprops", "/actuator/beans")), paths::toString);
        return paths;
    }

    private static String status(String health) {
        return health.replaceFirst("(?s).*\"track\":\\{.*?\"status\":\"(\\w+)\".*", "$1");
    }

    /** The token is refused; a token that is renewed ends that. */
    @Test
    void health_isDegraded_onlyWhileTheApiRefuses() throws Exception {
        try (TrackServer server = TrackServer.start()) {
            server.accept("another-token");
            try (Child child = Child.startWeb(Boot.LOGBACK_3_5, properties(server, 1), directory)) {
                int port = child.port();
                getAsMary(port, "/page");
                child.awaitLine("401");
                assertEquals("DEGRADED", status(get(port, "/actuator/health").body()));
                assertTrue(get(port, "/actuator/health").body().contains("401"));
                server.accept("secret-token");
                child.tell("account");
                child.awaitLine("^account: accepted 1 = delivered 1 ");
                assertEquals("UP", status(get(port, "/actuator/health").body()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flux-3.5", "flux-4.0"})
    void theUser_isInTheReactiveEvents_andNotInTheNextOnesOnTheSameThread(String module) throws Exception {
        try (TrackServer server = TrackServer.start()) {
            Map<String, String> properties = properties(server, 1);
            properties.put("spring.reactor.context-propagation", "auto");
            try (Child child = Child.startWeb(module, FluxApplication.class, properties, directory)) {
                int port = child.port();
                String thread = getAsMary(port, "/page").body();
                assertEquals(thread, get(port, "/page").body());
                child.tell("account");
                assertEquals(
                        "account: accepted 4 = delivered 2 + rejected 2 {no user id=2} + dropped 0 + pending 0",
                        child.awaitLine("^account: "));
                assertEquals(
                        List.of("page_asked by mary", "page_viewed by mary"),
                        server.events().stream()
                                .map(event -> event.eventName() + " by " + event.userId())
                                .collect(Collectors.toList()));
                child.assertNotHeard("context-propagation");
            }
        }
    }

    @Test
    void reactiveWithoutPropagation_isHintedAtOnce() throws Exception {
        try (TrackServer server = TrackServer.start();
                Child child = Child.startWeb("flux-3.5", FluxApplication.class, properties(server, 1), directory)) {
            child.terminate();
            child.awaitEnd();
            child.assertHeardOnce("WARN.*Set spring.reactor.context-propagation=auto");
        }
    }

    @ParameterizedTest
    @MethodSource("com.example.boot.Boot#allButTheOldest")
    void sigterm_withRequestsInside_everyAnsweredOnesEventArrives(Boot boot) throws Exception {
        try (TrackServer server = TrackServer.start();
                Child child = Child.startWeb(boot, properties(server, VISITORS), directory)) {
            int port = child.port();
            List<CompletableFuture<HttpResponse<String>>> visits = new ArrayList<>();
            TreeSet<Integer> missing = new TreeSet<>();
            for (int number = 0; number < VISITORS; number++) {
                missing.add(number);
                visits.add(client.sendAsync(request(port, "/order?number=" + number), BodyHandlers.ofString()));
            }
            child.awaitLine("^inside: " + VISITORS + "$");
            child.terminate();
            child.command("release");
            for (CompletableFuture<HttpResponse<String>> visit : visits) {
                assertEquals(200, visit.get(30, SECONDS).statusCode());
            }
            child.awaitEnd();
            server.events().forEach(event -> missing.remove(Api.number(event)));
            assertEquals(new TreeSet<>(), missing, () -> child.described("answered, but did not arrive"));
        }
    }
}
