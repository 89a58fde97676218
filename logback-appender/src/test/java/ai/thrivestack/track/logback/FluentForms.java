// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.function.Supplier;
import java.util.stream.Stream;

import ai.thrivestack.track.contract.Form;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** SLF4J 2's fluent calls, which Logback has from 1.3 on: there are none of these forms on 1.2. */
final class FluentForms {
    private FluentForms() {}

    static Stream<Form> all() {
        try {
            Logger.class.getMethod("atInfo");
        } catch (NoSuchMethodException slf4j17) {
            return Stream.empty();
        }
        return Calls.forms();
    }

    /** A class of its own, so that SLF4J 1.7 does not have to link it. */
    private static final class Calls {
        private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

        static Stream<Form> forms() {
            Marker event = MarkerFactory.getMarker("account_opened");
            event.add(TRACK);
            return Stream.of(
                    new Form(
                            "fluent key-values",
                            log -> log.atInfo()
                                    .addMarker(TRACK)
                                    .addKeyValue("seats", 3)
                                    .addKeyValue("plan", () -> "pro")
                                    .log("feature_used"),
                            "{'event_name':'feature_used','user_id':'u1','properties':{'seats':3,'plan':'pro'},'context':{}}"),
                    new Form(
                            "fluent with template and argument",
                            log -> log.atInfo()
                                    .addMarker(TRACK)
                                    .addKeyValue("seats", 3)
                                    .log("feature_used seats={} name={}", 9, "csv"),
                            "{'event_name':'feature_used','user_id':'u1','properties':{'seats':3,'name':'csv'},'context':{}}"),
                    new Form(
                            "fluent event name, user and group",
                            log -> log.atInfo()
                                    .addMarker(TRACK)
                                    .addKeyValue("event.name", "signed_up")
                                    .addKeyValue("user_id", 7)
                                    .addKeyValue("groupId", "g1")
                                    .log("any text"),
                            "{'event_name':'signed_up','user_id':'7','properties':{},'context':{'group_id':'g1'}}"),
                    new Form(
                            "fluent with a cause",
                            log -> log.atError()
                                    .addMarker(TRACK)
                                    .setCause(new IllegalStateException("secret"))
                                    .log(text(() -> "payment_failed")),
                            "{'event_name':'payment_failed','user_id':'u1','properties':{'error_type':'java.lang.IllegalStateException'},'context':{}}"),
                    new Form(
                            "several markers",
                            log -> log.atInfo()
                                    .addMarker(MarkerFactory.getMarker("AUDIT"))
                                    .addMarker(TRACK)
                                    .addMarker(event)
                                    .log("any text"),
                            "{'event_name':'account_opened','user_id':'u1','properties':{},'context':{}}"));
        }

        private static Supplier<String> text(Supplier<String> text) {
            return text;
        }
    }
}
