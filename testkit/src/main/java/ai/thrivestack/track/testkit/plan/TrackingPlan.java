// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.plan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ai.thrivestack.track.testkit.TrackedEvent;

/**
 * Which events there are, and what each must hold: a JSON object, by default {@code track-plan.json} on the tests' class
 * path. Immutable.
 *
 * <pre>{@code
 * {
 *   "signed_up": {
 *     "properties": {"email": "string", "plan": ["free", "pro"], "seats": "integer?"},
 *     "context": {"group_id": "string"}
 *   },
 *   "signed_out": {}
 * }
 * }</pre>
 *
 * <p>A type is {@code string}, {@code number}, {@code integer}, {@code boolean}, {@code array}, {@code object} or
 * {@code any}; with a {@code ?} the value may be absent or null. An array lists all strings that the value may be, and
 * null if it may be absent. What
 * an event holds beyond the plan is its own affair; an event that the plan does not name is not.
 */
public final class TrackingPlan {
    /** How its file is usually called. */
    public static final String FILE = "track-plan.json";

    private final Map<String, EventPlan> events;

    private TrackingPlan(Map<String, EventPlan> events) {
        this.events = events;
    }

    /**
     * The plan in that file of that class path, if there is one.
     *
     * @throws IllegalArgumentException if it is not a plan; says where and why
     */
    public static Optional<TrackingPlan> find(ClassLoader classPath, String file) {
        URL resource = classPath.getResource(file);
        if (resource == null) {
            return Optional.empty();
        }
        try (InputStream in = resource.openStream()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[8_192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.write(buffer, 0, read);
            }
            return Optional.of(parse(bytes.toString("UTF-8")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The plan in that file.
     *
     * @throws IllegalArgumentException if it is not a plan; says where and why
     * @throws IOException if the file cannot be read
     */
    public static TrackingPlan read(Path file) throws IOException {
        try {
            return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The plan in that text.
     *
     * @throws IllegalArgumentException if it is not a plan; says where and why
     */
    public static TrackingPlan parse(String json) {
        return new TrackingPlan(PlanReader.read(json));
    }

    /** What is wrong with the event, a sentence each, in the plan's order; empty if it keeps to the plan. */
    public List<String> check(TrackedEvent event) {
        EventPlan plan = events.get(event.eventName());
        if (plan == null) {
            String nearest = Names.like(event.eventName(), events.keySet())
                    .map(name -> ", but " + name)
                    .orElse("");
            return Collections.singletonList("The plan has no event " + event.eventName() + nearest + ".");
        }
        List<String> faults = new ArrayList<>();
        plan.check(event, faults);
        return Collections.unmodifiableList(faults);
    }
}
