// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.testkit.TrackedEvent;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.apache.logging.log4j.message.StringFormatterMessageFactory;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.MessageSupplier;
import org.apache.logging.log4j.util.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What Log4j2 alone has: many forms of call, references with levels and filters, context data of loggers. */
class DisabledLevelFilterTest {
    private static final Marker TRACK = MarkerManager.getMarker("TRACK");
    private static final String ROOT = "<Root level='WARN'><AppenderRef ref='TRACK'/></Root>";

    private final Log4j2Backend backend = new Log4j2Backend();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final Logger log = context.getLogger("shop.Checkout");
    private TrackServer server;

    @BeforeEach
    void startServer() {
        server = TrackServer.start();
    }

    @AfterEach
    void stopAll() {
        ThreadContext.clearAll();
        backend.stop();
        server.close();
    }

    private void start(String loggers) {
        start("", "", loggers);
    }

    private void start(String insideTrack, String appenders, String loggers) {
        backend.start("<Configuration shutdownHook='disable'><Appenders>" + track("TRACK", insideTrack) + appenders
                + "</Appenders><Loggers>" + loggers + "</Loggers></Configuration>");
    }

    private String track(String name, String inside) {
        return "<Track name='" + name + "' endpoint='" + server.endpoint() + "' token='secret-token' "
                + "flushInterval='10m' defaultUserId='u1' eventIds='false' captureDisabledLevels='true'>" + inside
                + "</Track>";
    }

    private long accepted() {
        return backend.counts().accepted();
    }

    private List<TrackedEvent> events() {
        assertTrue(backend.flush(), () -> "not delivered: " + backend.counts());
        return server.events();
    }

    private void expect(String name, Object... properties) {
        List<TrackedEvent> events = events();
        assertEquals(1, events.size(), events::toString);
        assertEquals(name, events.get(0).eventName());
        Map<String, Object> expected = new LinkedHashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            expected.put((String) properties[i], properties[i + 1]);
        }
        assertEquals(expected, events.get(0).properties());
    }

    @Test
    void anyNumberOfParameters_isCaptured() throws Exception {
        start(ROOT);
        StringBuilder template = new StringBuilder("counted");
        for (int n = 1; n <= 10; n++) {
            template.append(" p").append(n).append("={}");
            Class<?>[] types = new Class<?>[n + 2];
            Arrays.fill(types, Object.class);
            types[0] = Marker.class;
            types[1] = String.class;
            Object[] arguments = new Object[n + 2];
            Arrays.setAll(arguments, i -> i - 1);
            arguments[0] = TRACK;
            arguments[1] = template.toString();
            Logger.class.getMethod("info", types).invoke(log, arguments);
        }
        log.info(TRACK, template + " p11={}", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        Map<String, Object> expected = new LinkedHashMap<>();
        for (int n = 1; n <= 11; n++) {
            expected.put("p" + n, n);
            assertEquals(expected, events().get(n - 1).properties());
        }
    }

    @Test
    void charSequence_isCaptured() {
        start(ROOT);
        log.info(TRACK, new StringBuilder("signed_up plan=pro"));
        expect("signed_up", "plan", "pro");
    }

    @Test
    void object_isCaptured() {
        start(ROOT);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("event_name", "signed_up");
        map.put("seats", 3);
        log.info(TRACK, map);
        expect("signed_up", "seats", 3);
    }

    @Test
    void message_isCaptured() {
        start(ROOT);
        StructuredDataMessage message = new StructuredDataMessage("signed_up", "", "type");
        message.put("plan", "pro");
        log.info(TRACK, message);
        expect("signed_up", "plan", "pro");
    }

    @Test
    void messageWithException_isCaptured() {
        start(ROOT);
        MapMessage<?, String> message = new StringMapMessage();
        message.put("event_name", "payment_failed");
        log.info(TRACK, message, new IllegalStateException());
        expect("payment_failed", "error_type", "java.lang.IllegalStateException");
    }

    @Test
    void printf_isText() {
        start(ROOT);
        log.printf(Level.INFO, TRACK, "feature_used seats=%d share=%.1f%%", 3, 0.5);
        expect("feature_used", "seats", "3", "share", String.format("%.1f%%", 0.5));
    }

    @Test
    void percentSign_isNoPrintf() {
        start(ROOT);
        log.info(TRACK, "import 100% done", Collections.singletonMap("rows", 7));
        expect("import 100% done", "rows", 7);
    }

    @Test
    void printfOfAValueThatLogsItself_comesToAnEnd() {
        start(ROOT);
        log.printf(Level.INFO, TRACK, "signed_up self=%s", new Object() {
            @Override
            public String toString() {
                log.printf(Level.INFO, TRACK, "signed_up self=%s", this);
                return "myself";
            }
        });
        expect("signed_up", "self", "myself");
    }

    @Test
    void formatterLogger_isText() {
        start(ROOT);
        context.getLogger("shop.Formatter", StringFormatterMessageFactory.INSTANCE)
                .info(TRACK, "feature_used seats=%d", 3);
        expect("feature_used", "seats", "3");
    }

    @Test
    void reusableMessage_isFreeAgain() {
        start(ROOT);
        Message before = ReusableMessageFactory.INSTANCE.newMessage("{}", 1);
        ReusableMessageFactory.release(before);
        log.info(TRACK, "signed_up a={}", 1);
        assertEquals(1, accepted());
        assertSame(before, ReusableMessageFactory.INSTANCE.newMessage("{}", 1));
        ReusableMessageFactory.release(before);
    }

    @Test
    void suppliers_areNeitherCapturedNorCalled() {
        start(ROOT);
        AtomicInteger calls = new AtomicInteger();
        Supplier<Object> supplier = () -> "signed_up " + calls.incrementAndGet();
        MessageSupplier messages =
                () -> new StringMapMessage(Collections.singletonMap("a", "" + calls.incrementAndGet()));
        log.info(TRACK, supplier);
        log.info(TRACK, messages);
        log.info(TRACK, "signed_up a={}", new Supplier<?>[] {supplier});
        assertEquals(0, accepted());
        assertEquals(0, calls.get());
        log.warn(TRACK, supplier);
        assertEquals(1, accepted());
    }

    @Test
    void questions_countNothing() {
        start(ROOT);
        assertFalse(log.isEnabled(Level.INFO, TRACK));
        assertFalse(log.isInfoEnabled(TRACK));
        log.info(TRACK, (String) null);
        log.info(TRACK, (Message) null);
        assertEquals(0, accepted());
    }

    /** From 2.20 on a filter makes Log4j2's own builder ask for every call; before, it looks at the level alone. */
    @Test
    void fluentCall_isCapturedFrom2_20() {
        start(ROOT);
        log.atInfo().withMarker(TRACK).log("signed_up a={}", 1);
        log.atDebug().log(() -> {
            return new StringMapMessage();
        });
        assertEquals(System.getProperty("framework.version").startsWith("2.17.") ? 0 : 1, accepted());
    }

    @Test
    void behindAnAsyncAppender_isCapturedAtOnce() {
        start("", "<Async name='ASYNC'><AppenderRef ref='TRACK'/></Async>", root("ASYNC", ""));
        log.info(TRACK, "signed_up");
        assertEquals(1, accepted());
    }

    private static String root(String appender, String insideReference) {
        return "<Root level='WARN'><AppenderRef ref='" + appender + "'>" + insideReference + "</AppenderRef></Root>";
    }

    private static String denying(String level) {
        return "<ThresholdFilter level='" + level + "'/>";
    }

    @Test
    void asyncAppenderThatDenies_holds() {
        start("", "<Async name='ASYNC'><AppenderRef ref='TRACK'/>" + denying("INFO") + "</Async>", root("ASYNC", ""));
        log.debug(TRACK, "signed_up");
        log.info(TRACK, "signed_up");
        assertEquals(1, accepted());
    }

    @Test
    void filterOfTheAppender_holds() {
        start(denying("INFO"), "", ROOT);
        log.debug(TRACK, "signed_up");
        log.info(TRACK, "signed_up");
        assertEquals(1, accepted());
    }

    @Test
    void filterOfTheReference_holds() {
        start(root("TRACK", denying("INFO")));
        log.debug(TRACK, "signed_up");
        log.info(TRACK, "signed_up");
        assertEquals(1, accepted());
    }

    @Test
    void levelOfTheReference_holds() {
        start("<Root level='WARN'><AppenderRef ref='TRACK' level='INFO'/></Root>");
        log.debug(TRACK, "signed_up");
        log.info(TRACK, "signed_up");
        assertEquals(1, accepted());
    }

    @Test
    void filterOfALogger_holdsForItAndBelow() {
        start("<Logger name='shop' level='WARN'>" + denying("INFO") + "</Logger>" + ROOT);
        log.debug(TRACK, "signed_up");
        log.info(TRACK, "signed_up");
        context.getLogger("other").debug(TRACK, "signed_up");
        assertEquals(2, accepted());
    }

    @Test
    void attachedToALogger_isCapturedThereAndBelow() {
        start("<Logger name='shop.Cart' level='WARN'><AppenderRef ref='TRACK'/></Logger><Root level='WARN'/>");
        log.info(TRACK, "signed_up");
        assertEquals(0, accepted());
        context.getLogger("shop.Cart").info(TRACK, "signed_up");
        context.getLogger("shop.Cart.Line").info(TRACK, "signed_up");
        assertEquals(2, accepted());
    }

    @Test
    void propertiesOfALogger_areContextData() {
        ThreadContext.put("tenant", "t1");
        start("<Logger name='shop' level='WARN'><Property name='group_id'>g1</Property>"
                + "<Property name='device_id'>$${ctx:tenant}</Property></Logger>" + ROOT);
        log.info(TRACK, "signed_up");
        assertEquals("g1", events().get(0).context().get("group_id"));
        assertEquals("t1", events().get(0).context().get("device_id"));
    }

    @Test
    void twoAppenders_eachCapturesOnce() {
        start(
                "",
                track("SECOND", ""),
                "<Root level='WARN'><AppenderRef ref='TRACK'/><AppenderRef ref='SECOND'/></Root>");
        AtomicInteger asked = new AtomicInteger();
        configuration().addFilter(new Asked(asked::incrementAndGet));
        log.info(TRACK, "signed_up a={}", 1);
        log.warn(TRACK, "signed_in a={}", 1);
        TrackAppender second = configuration().getAppender("SECOND");
        assertEquals(2, accepted());
        assertEquals(2, second.counts().accepted());
        assertEquals(2, asked.get());
        second.stop();
        log.info(TRACK, "signed_up a={}", 1);
        assertEquals(3, accepted());
        assertEquals(2, second.counts().accepted());
    }

    private Configuration configuration() {
        return context.getConfiguration();
    }

    private static final class Asked extends AbstractFilter {
        private final Runnable listener;

        Asked(Runnable listener) {
            this.listener = listener;
        }

        @Override
        public Result filter(
                org.apache.logging.log4j.core.Logger logger,
                Level level,
                Marker marker,
                String text,
                Object... parameters) {
            listener.run();
            return Result.NEUTRAL;
        }
    }

    @Test
    void levelSwitchedOnMeanwhile_countsOnce() {
        start(ROOT);
        configuration().addFilter(new Asked(() -> {
            configuration().getRootLogger().setLevel(Level.INFO);
            context.updateLoggers();
        }));
        log.info(TRACK, "signed_up a={}", 1);
        assertEquals(1, accepted());
    }
}
