// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import ai.thrivestack.track.FakeReports;
import ai.thrivestack.track.Given;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which pipeline continues which. Nothing is sent. */
class LivePipelinesTest {
    private static final String HERE = "http://127.0.0.1:1/api/track";
    private static final String THERE = "http://127.0.0.1:2/api/track";

    private final Object context = new Object();
    private final Object configuration = new Object();
    private final Object next = new Object();
    private final List<TrackPipeline> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(pipeline -> pipeline.stop(Duration.ZERO));
    }

    private TrackPipeline start(String name, Object of, String... options) {
        List<String> all = new ArrayList<>(Arrays.asList(options));
        all.addAll(Arrays.asList("shutdownTimeout", "10s", "flushInterval", "24h"));
        TrackPipeline pipeline = LivePipelines.start(
                new AppenderScope(name, context, "test", of),
                Given.alone(Given.texts(all.toArray(new String[0]))),
                Collections.emptyList(),
                new FakeReports(line -> {}));
        started.add(pipeline);
        return pipeline;
    }

    private TrackPipeline released(String name, String... options) {
        TrackPipeline pipeline = start(name, configuration, options);
        pipeline.release();
        return pipeline;
    }

    private static void assertContinues(TrackPipeline pipeline, TrackPipeline former) {
        assertTrue(pipeline.sharesDeliveryWith(former));
    }

    private static void assertBegins(TrackPipeline pipeline, TrackPipeline former) {
        assertFalse(pipeline.sharesDeliveryWith(former));
    }

    @Test
    void sameNameEndpointAndToken_continues() {
        TrackPipeline former = released("T", "endpoint", HERE, "token", "alpha-token");
        assertContinues(start("T", next, "endpoint", HERE, "token", "alpha-token", "batchSize", "7"), former);
    }

    @Test
    void stillRunning_inAnotherConfiguration_isContinued() {
        TrackPipeline former = start("T", configuration, "endpoint", HERE, "token", "alpha-token");
        assertContinues(start("T", next, "endpoint", HERE, "token", "alpha-token"), former);
    }

    @Test
    void stillRunning_inTheSameConfiguration_isANamesake() {
        TrackPipeline other = start("T", configuration, "endpoint", HERE, "token", "alpha-token");
        assertBegins(start("T", configuration, "endpoint", HERE, "token", "alpha-token"), other);
    }

    @Test
    void evicted_andMadeAgain_isContinued() {
        TrackPipeline former = released("T", "endpoint", HERE, "token", "alpha-token");
        assertContinues(start("T", configuration, "endpoint", HERE, "token", "alpha-token"), former);
    }

    @Test
    void otherName_begins() {
        TrackPipeline former = released("T", "endpoint", HERE, "token", "alpha-token");
        assertBegins(start("U", next, "endpoint", HERE, "token", "alpha-token"), former);
    }

    @Test
    void otherEndpoint_begins() {
        TrackPipeline former = released("T", "endpoint", HERE, "token", "alpha-token");
        assertBegins(start("T", next, "endpoint", THERE, "token", "alpha-token"), former);
    }

    @Test
    void otherToken_begins() {
        TrackPipeline former = released("T", "endpoint", HERE, "token", "alpha-token");
        assertBegins(start("T", next, "endpoint", HERE, "token", "beta-token"), former);
    }

    @Test
    void tokenFile_inPlaceOfAToken_begins() {
        TrackPipeline former = released("T", "endpoint", HERE, "token", "alpha-token");
        assertBegins(start("T", next, "endpoint", HERE, "tokenFile", "alpha-token"), former);
    }

    @Test
    void tokenOfTheSameText_asAKey_begins() {
        TrackPipeline former = released("T", "endpoint", HERE, "token", "alpha-token");
        assertBegins(start("T", next, "endpoint", HERE, "apiKey", "alpha-token"), former);
    }

    @Test
    void noToken_isContinuedByTheOneThatBringsIt() {
        TrackPipeline former = released("T", "endpoint", HERE);
        assertContinues(start("T", next, "endpoint", HERE, "token", "alpha-token"), former);
    }

    @Test
    void noToken_andOtherEndpoint_begins() {
        TrackPipeline former = released("T", "endpoint", HERE);
        assertBegins(start("T", next, "endpoint", THERE, "token", "alpha-token"), former);
    }

    /** Then it is not known whose token it is. */
    @Test
    void noToken_amongNamesakes_begins() {
        TrackPipeline former = released("T", "endpoint", HERE);
        released("T", "endpoint", HERE, "token", "beta-token");
        assertBegins(start("T", next, "endpoint", HERE, "token", "alpha-token"), former);
    }

    /** As one tenant's appender after another's was evicted. */
    @Test
    void noToken_inTheSameConfiguration_begins() {
        TrackPipeline former = released("T", "endpoint", HERE);
        assertBegins(start("T", configuration, "endpoint", HERE, "token", "beta-token"), former);
    }

    @Test
    void otherContext_begins() {
        TrackPipeline former = released("T", "endpoint", HERE, "token", "alpha-token");
        AppenderScope elsewhere = new AppenderScope("T", new Object(), "test", next);
        TrackPipeline pipeline = LivePipelines.start(
                elsewhere,
                Given.options("endpoint", HERE, "token", "alpha-token"),
                Collections.emptyList(),
                new FakeReports(line -> {}));
        started.add(pipeline);
        assertBegins(pipeline, former);
    }
}
