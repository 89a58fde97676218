// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.function.Consumer;

import org.slf4j.Logger;

/** One row of the conformance table: a way to write a log call, and the event it gives, whatever the framework. */
public final class Form {
    private final String title;
    private final Consumer<Logger> call;
    private final String expected;

    /** @param expected the event's JSON with {@code '} for {@code "}, without timestamp and event id */
    public Form(String title, Consumer<Logger> call, String expected) {
        this.title = title;
        this.call = call;
        this.expected = expected.replace('\'', '"');
    }

    void log(Logger logger) {
        call.accept(logger);
    }

    String expected() {
        return expected;
    }

    /** The event's JSON without what is different each time. */
    static String normalised(String json) {
        return json.replaceAll(",\"timestamp\":\"[^\"]*\"", "").replaceAll(",?\"event_id\":\"[^\"]*\"", "");
    }

    @Override
    public String toString() {
        return title;
    }
}
