// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the page shows as one line: an accepted event, or a request that was refused by the contract or answered by
 * script. Immutable. Holds no header, and so no token.
 */
final class Entry {

    /** JSON up to this length travels with the line; longer text is asked for when somebody looks. */
    static final int INLINE_CHARS = 4_000;

    /** The faults kept of one request; the others are counted. */
    private static final int FAULTS = 100;

    private static final int FIXED_CHARS = 100;

    private final long id;
    private final long millis;
    private final TrackedEvent event;
    private final Function<TrackedEvent, List<String>> plan;
    private final Map<String, Object> request;
    private final RefusedBody body;
    private final int chars;

    private Entry(
            long id,
            long millis,
            TrackedEvent event,
            Function<TrackedEvent, List<String>> plan,
            Map<String, Object> request,
            RefusedBody body,
            int chars) {
        this.id = id;
        this.millis = millis;
        this.event = event;
        this.plan = plan;
        this.request = request;
        this.body = body;
        this.chars = FIXED_CHARS + chars;
    }

    /** @param plan what else there is to warn of */
    static Entry accepted(long id, long millis, TrackedEvent event, Function<TrackedEvent, List<String>> plan) {
        return new Entry(
                id,
                millis,
                event,
                plan,
                Collections.emptyMap(),
                RefusedBody.NONE,
                event.json().length());
    }

    static Entry refused(long id, long millis, ReceivedRequest request, Verdict verdict) {
        Map<String, Object> fields = request("refused", request);
        List<Object> faults = new ArrayList<>();
        int chars = verdict.body().weight();
        for (Refusal refusal : verdict.refusals()) {
            if (faults.size() == FAULTS) {
                break;
            }
            Map<String, Object> fault = new LinkedHashMap<>();
            fault.put("index", refusal.index());
            fault.put("pointer", refusal.pointer());
            fault.put("rule", refusal.rule());
            fault.put("message", refusal.message());
            if (refusal.place().isKnown()) {
                fault.put("offset", refusal.place().offset());
            }
            faults.add(fault);
            chars +=
                    FIXED_CHARS + refusal.pointer().length() + refusal.message().length();
        }
        fields.put("faults", faults);
        fields.put("faultCount", verdict.faultCount());
        return new Entry(id, millis, null, null, fields, verdict.body(), chars);
    }

    static Entry scripted(long id, long millis, ReceivedRequest request) {
        return new Entry(id, millis, null, null, request("scripted", request), RefusedBody.NONE, 0);
    }

    private static Map<String, Object> request(String kind, ReceivedRequest request) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", kind);
        fields.put("status", request.status());
        fields.put("method", Excerpt.of(request.method()));
        fields.put("path", Excerpt.of(request.path()));
        fields.put("events", request.eventCount());
        fields.put("bytes", request.bodyBytes());
        return fields;
    }

    /** Higher than that of everything received before. */
    long id() {
        return id;
    }

    /** Null for a request. */
    TrackedEvent event() {
        return event;
    }

    /** Of a request that the contract refused; otherwise nothing. */
    RefusedBody body() {
        return body;
    }

    /** What it weighs in memory, in characters. */
    int chars() {
        return chars;
    }

    /** For scripts: the event as it was sent, or the request. */
    Map<String, Object> whole() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("received", Instant.ofEpochMilli(millis).toString());
        if (event == null) {
            fields.putAll(request);
        } else {
            fields.put("event", event);
            fields.put("warnings", warnings());
        }
        return fields;
    }

    /** For the page: what the line shows, and the event's text where it is short. */
    Map<String, Object> line() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("t", millis);
        if (event == null) {
            fields.putAll(request);
            return fields;
        }
        fields.put("kind", "accepted");
        fields.put("name", Excerpt.of(event.eventName()));
        fields.put("user", Excerpt.of(event.userId()));
        fields.put("warnings", warnings());
        if (event.json().length() <= INLINE_CHARS) {
            fields.put("json", event.json());
        }
        return fields;
    }

    private List<Object> warnings() {
        return Warnings.of(event, plan.apply(event)).stream()
                .map(Warning::fields)
                .collect(Collectors.toList());
    }
}
