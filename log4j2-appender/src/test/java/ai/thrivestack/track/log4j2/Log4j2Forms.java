// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.Collections;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.thrivestack.track.contract.Form;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.MessageFormatMessage;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;

/** What only Log4j2's own API can say. */
final class Log4j2Forms {
    private static final Marker TRACK = MarkerManager.getMarker("TRACK");

    private Log4j2Forms() {}

    static Stream<Form> all() {
        return Stream.of(
                form(
                        "printf",
                        log -> log.printf(Level.INFO, TRACK, "signed_up seats=%d", 3),
                        "signed_up",
                        "'seats':'3'"),
                form("a supplied text", log -> log.info(TRACK, () -> "signed_up seats=3"), "signed_up", "'seats':'3'"),
                form(
                        "supplied arguments",
                        log -> log.info(TRACK, "signed_up seats={} plan={}", () -> 3, () -> "pro"),
                        "signed_up",
                        "'seats':3,'plan':'pro'"),
                form(
                        "eleven arguments",
                        log -> log.info(
                                TRACK, "a b={} {} {} {} {} {} {} {} {} {} {}", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                        "a",
                        "'b':0,'arg1':1,'arg2':2,'arg3':3,'arg4':4,'arg5':5,'arg6':6,'arg7':7,'arg8':8,'arg9':9,'arg10':10"),
                form(
                        "SimpleMessage",
                        log -> log.info(TRACK, (Message) new SimpleMessage("signed_up")),
                        "signed_up",
                        ""),
                form(
                        "ParameterizedMessage",
                        log -> log.info(TRACK, new ParameterizedMessage("signed_up seats={}", 3)),
                        "signed_up",
                        "'seats':3"),
                form(
                        "MessageFormatMessage",
                        log -> log.info(TRACK, new MessageFormatMessage("signed_up seats={0}", 3)),
                        "signed_up",
                        "'seats':'3'"),
                form(
                        "StringMapMessage",
                        log -> log.info(
                                TRACK,
                                new StringMapMessage()
                                        .with("event_name", "signed_up")
                                        .with("plan", "pro")),
                        "signed_up",
                        "'plan':'pro'"),
                form(
                        "MapMessage",
                        log -> log.info(
                                TRACK,
                                new TypedMapMessage()
                                        .with("event.name", "signed_up")
                                        .with("seats", 3)),
                        "signed_up",
                        "'seats':3"),
                form(
                        "StructuredDataMessage",
                        log -> {
                            StructuredDataMessage message = new StructuredDataMessage("signed_up", "any text", "audit");
                            message.put("plan", "pro");
                            log.info(TRACK, message);
                        },
                        "signed_up",
                        "'plan':'pro'"),
                form(
                        "ObjectMessage of a map",
                        log -> log.info(TRACK, new ObjectMessage(Collections.singletonMap("event_name", "signed_up"))),
                        "signed_up",
                        ""),
                form(
                        "a map alone",
                        log -> log.info(TRACK, (Object) Collections.singletonMap("event_name", "signed_up")),
                        "signed_up",
                        ""),
                form("an object alone", log -> log.info(TRACK, (Object) "signed_up"), "signed_up", ""),
                form(
                        "Log4j2's fluent call",
                        log -> log.atInfo().withMarker(TRACK).log("signed_up seats={}", 3),
                        "signed_up",
                        "'seats':3"));
    }

    private static final class TypedMapMessage extends MapMessage<TypedMapMessage, Object> {
        private static final long serialVersionUID = 1;
    }

    private static Form form(String title, Consumer<Logger> call, String name, String properties) {
        Logger logger = LogManager.getLogger("shop.Checkout"); // before the framework is first stopped
        return new Form(
                title,
                slf4j -> call.accept(logger),
                "{'event_name':'" + name + "','user_id':'u1','properties':{" + properties + "},'context':{}}");
    }
}
