// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.Arrays;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.thrivestack.track.contract.Form;
import ai.thrivestack.track.contract.FormsContract;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import static net.logstash.logback.argument.StructuredArguments.entries;
import static net.logstash.logback.argument.StructuredArguments.fields;
import static net.logstash.logback.argument.StructuredArguments.kv;
import static net.logstash.logback.argument.StructuredArguments.raw;
import static net.logstash.logback.argument.StructuredArguments.v;
import static net.logstash.logback.marker.Markers.append;
import static net.logstash.logback.marker.Markers.appendEntries;

/**
 * What logstash-logback-encoder brings into an application: structured arguments, data markers, and a Jackson of its
 * own, which writes the objects in them.
 */
class LogstashFormsTest extends FormsContract {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    LogstashFormsTest() {
        super(new LogbackBackend(), false);
    }

    @Override
    protected Stream<Form> ownForms() {
        Marker event = MarkerFactory.getMarker("plan_changed");
        event.add(TRACK);
        return Stream.of(
                form(
                        "kv",
                        log -> log.info(TRACK, "signed_up {} {}", kv("plan", "pro"), kv("seats", 3)),
                        "signed_up",
                        "'plan':'pro','seats':3"),
                form("kv in excess", log -> log.info(TRACK, "signed_up", kv("seats", 3)), "signed_up", "'seats':3"),
                form(
                        "v with its key",
                        log -> log.info(TRACK, "signed_up seats={}", v("seats", 3)),
                        "signed_up",
                        "'seats':3"),
                form(
                        "an array",
                        log -> log.info(TRACK, "signed_up {}", kv("tags", Arrays.asList("a", 1))),
                        "signed_up",
                        "'tags':['a',1]"),
                form(
                        "entries",
                        log -> log.info(TRACK, "signed_up {}", entries(Collections.singletonMap("seats", 3))),
                        "signed_up",
                        "'seats':3"),
                form(
                        "fields",
                        log -> log.info(TRACK, "signed_up {}", fields(new Plan())),
                        "signed_up",
                        "'name':'pro','n':3"),
                form(
                        "raw",
                        log -> log.info(TRACK, "signed_up {}", raw("a", "{\"b\":[1]}")),
                        "signed_up",
                        "'a':{'b':[1]}"),
                form(
                        "a structured argument before the template",
                        log -> log.info(TRACK, "signed_up seats={}", 9, kv("seats", 3)),
                        "signed_up",
                        "'seats':3"),
                form(
                        "append markers",
                        log -> log.info(
                                append("seats", 3).and(append("plan", "pro").and(TRACK)), "signed_up"),
                        "signed_up",
                        "'seats':3,'plan':'pro'"),
                form(
                        "append entries",
                        log -> log.info(
                                appendEntries(Collections.singletonMap("seats", 3))
                                        .and(TRACK),
                                "signed_up"),
                        "signed_up",
                        "'seats':3"),
                form(
                        "append and an event-named marker",
                        log -> log.info(append("a", 1).and(event), "any"),
                        "plan_changed",
                        "'a':1"),
                form(
                        "the application's annotations",
                        log -> log.info(TRACK, "signed_up {} {}", kv("plan", new Plan()), kv("code", new Code())),
                        "signed_up",
                        "'plan':{'name':'pro','n':3},'code':'c-1'"),
                form(
                        "objects in containers",
                        log -> log.info(
                                TRACK,
                                "signed_up {} {}",
                                kv("plans", Collections.singletonList(new Plan())),
                                entries(Collections.singletonMap("code", new Code()))),
                        "signed_up",
                        "'plans':[{'name':'pro','n':3}],'code':'c-1'"),
                form(
                        "an object appended",
                        log -> log.info(append("plan", new Plan()).and(TRACK), "signed_up"),
                        "signed_up",
                        "'plan':{'name':'pro','n':3}"),
                form(
                        "what Jackson cannot write",
                        log -> log.info(
                                TRACK, "signed_up {} {}", kv("plan", new Unwritable()), fields(new Unwritable())),
                        "signed_up",
                        "'plan':'unwritable','Unwritable':'unwritable'"),
                form(
                        "the same objects, not structured",
                        log -> log.info(TRACK, "signed_up plan={} code={}", new Unwritable(), new Code()),
                        "signed_up",
                        "'plan':'unwritable','code':'[" + Code.class.getName() + "]'"));
    }

    private static Form form(String title, Consumer<Logger> call, String name, String properties) {
        return new Form(
                title,
                call,
                "{'event_name':'" + name + "','user_id':'u1','properties':{" + properties + "},'context':{}}");
    }

    @JsonPropertyOrder({"name", "n"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public static final class Plan {
        @JsonProperty("n")
        public int getSeats() {
            return 3;
        }

        public String getName() {
            return "pro";
        }

        public String getNothing() {
            return null;
        }

        @JsonIgnore
        public String getSecret() {
            return "secret";
        }
    }

    public static final class Unwritable {
        public String getName() {
            throw new IllegalStateException("secret");
        }

        @Override
        public String toString() {
            return "unwritable";
        }
    }

    public static final class Code {
        @JsonValue
        public String text() {
            return "c-1";
        }
    }
}
