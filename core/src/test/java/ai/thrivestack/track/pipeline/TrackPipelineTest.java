// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import ai.thrivestack.track.FakeReports;
import ai.thrivestack.track.Given;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.TrackRecord;
import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrackPipelineTest {
    /** All of one millisecond. */
    private static final class Record implements TrackRecord {
        @Override
        public long timeMillis() {
            return 5_000;
        }

        @Override
        public List<String> eventMarkers() {
            return Collections.emptyList();
        }

        @Override
        public String template() {
            return "signed_up";
        }

        @Override
        public void arguments(Consumer<Object> taker) {}

        @Override
        public String errorType() {
            return null;
        }

        @Override
        public String errorMessage() {
            return null;
        }

        @Override
        public Map<String, String> mdc() {
            return Collections.emptyMap();
        }
    }

    private final TrackServer server = TrackServer.start();
    private final TrackOptions options = Given.options(
            "endpoint", server.endpoint().toString(), "token", "t", "defaultUserId", "u1", "maxInFlight", "1");

    @AfterEach
    void close() {
        server.close();
    }

    /** Each time with another configuration of the same context. */
    private TrackPipeline start() {
        AppenderScope scope = new AppenderScope("TRACK", this, "test", new Object());
        return LivePipelines.start(scope, options, Collections.emptyList(), new FakeReports(line -> {}));
    }

    private void assertTimes(String... times) {
        assertEquals(
                String.join(" ", times),
                server.events().stream()
                        .map(event -> event.timestamp().toString().replace("1970-01-01T00:00:", ""))
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void successor_goesOnWithTheTimesOfAThread() {
        TrackPipeline pipeline = start();
        pipeline.track(new Record());
        pipeline.track(new Record());
        TrackPipeline successor = start();
        successor.track(new Record());
        pipeline.track(new Record());
        assertTrue(successor.flush(Duration.ofSeconds(10)));
        assertTimes("05Z", "05.001Z", "05.002Z", "05.003Z");
        successor.stop(Duration.ofSeconds(10));
    }

    @Test
    void threads_haveTimesOfTheirOwn() throws InterruptedException {
        TrackPipeline pipeline = start();
        pipeline.track(new Record());
        Thread other = new Thread(() -> pipeline.track(new Record()));
        other.start();
        other.join();
        assertTrue(pipeline.flush(Duration.ofSeconds(10)));
        assertTimes("05Z", "05Z");
        pipeline.stop(Duration.ofSeconds(10));
    }
}
