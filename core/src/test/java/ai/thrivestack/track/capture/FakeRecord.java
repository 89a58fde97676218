// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.TrackRecord;

/** A log record as a test makes it up. */
public final class FakeRecord implements TrackRecord {
    private final String template;
    private final Object[] arguments;
    private long timeMillis;
    private String eventMarker;
    private String errorType;
    private String errorMessage;
    private Map<String, String> mdc = Collections.emptyMap();

    private FakeRecord(String template, Object[] arguments) {
        this.template = template;
        this.arguments = arguments;
    }

    public static FakeRecord of(String template, Object... arguments) {
        return new FakeRecord(template, arguments);
    }

    public FakeRecord at(long millis) {
        timeMillis = millis;
        return this;
    }

    public FakeRecord marker(String name) {
        eventMarker = name;
        return this;
    }

    public FakeRecord error(String type, String message) {
        errorType = type;
        errorMessage = message;
        return this;
    }

    public FakeRecord mdc(String... namesAndValues) {
        mdc = Given.texts(namesAndValues);
        return this;
    }

    @Override
    public long timeMillis() {
        return timeMillis;
    }

    @Override
    public List<String> eventMarkers() {
        return eventMarker == null ? Collections.emptyList() : Collections.singletonList(eventMarker);
    }

    @Override
    public String template() {
        return template;
    }

    @Override
    public void arguments(Consumer<Object> taker) {
        for (Object argument : arguments == null ? new Object[0] : arguments) {
            taker.accept(argument);
        }
    }

    @Override
    public String errorType() {
        return errorType;
    }

    @Override
    public String errorMessage() {
        return errorMessage;
    }

    @Override
    public Map<String, String> mdc() {
        return mdc;
    }
}
