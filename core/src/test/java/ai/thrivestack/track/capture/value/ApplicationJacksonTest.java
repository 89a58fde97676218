// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.TrackRecord;
import ai.thrivestack.track.capture.EventEncoder;
import ai.thrivestack.track.capture.EventSink;
import ai.thrivestack.track.capture.ObjectsWritten;
import ai.thrivestack.track.capture.StrictJson;
import ai.thrivestack.track.capture.masks.Masks;
import ai.thrivestack.track.capture.masks.Masks2;
import ai.thrivestack.track.capture.masks.Masks3;
import ai.thrivestack.track.capture.masks.Plain;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The application's Jackson, where there is one, writes what is to be JSON; where it cannot, the text is sent. */
class ApplicationJacksonTest {
    private static final Class<?>[] JACKSON_2 = {
        com.fasterxml.jackson.databind.ObjectMapper.class,
        com.fasterxml.jackson.core.JsonFactory.class,
        com.fasterxml.jackson.annotation.JsonIgnore.class
    };
    private static final Class<?>[] JACKSON_3 = {
        tools.jackson.databind.ObjectMapper.class,
        tools.jackson.core.JsonGenerator.class,
        com.fasterxml.jackson.annotation.JsonIgnore.class
    };

    private final ObjectsWritten written = new ObjectsWritten("json");

    /** An application with these libraries. */
    private static URLClassLoader application(Class<?>... libraries) {
        List<Class<?>> classes = new ArrayList<>(Arrays.asList(libraries));
        classes.add(Plain.class);
        return application(ClassLoader.getPlatformClassLoader(), classes);
    }

    /** @param classes one of each library that there is */
    private static URLClassLoader application(ClassLoader parent, List<Class<?>> classes) {
        return new URLClassLoader(
                classes.stream()
                        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                        .toArray(URL[]::new),
                parent);
    }

    private static Object make(Class<?> type, ClassLoader application) throws ReflectiveOperationException {
        Class<?> same = application.loadClass(type.getName());
        assertNotSame(type, same);
        return same.getDeclaredConstructor().newInstance();
    }

    @Test
    void object_whereThereIsNoJackson_isItsText_andOneHint() throws Exception {
        try (URLClassLoader application = application()) {
            assertEquals("plain", written.value(make(Plain.class, application)).textValue());
            assertEquals(
                    "plain", written.structured(make(Plain.class, application)).textValue());
            assertEquals(1, written.hints.size(), written.hints::toString);
            assertTrue(written.hints.get(0).contains("no jackson-databind"), written.hints.get(0));
        }
    }

    @Test
    void object_whereThereIsOneJackson_isWhatThatWrites() throws Exception {
        try (URLClassLoader two = application(JACKSON_2);
                URLClassLoader three = application(JACKSON_3)) {
            assertEquals(StrictJson.of("{'date':0}"), written.value(make(Plain.class, two)));
            assertEquals(StrictJson.of("{'date':'1970-01-01T00:00:00.000Z'}"), written.value(make(Plain.class, three)));
            String masked = "{'card':'***'}";
            assertEquals(StrictJson.of(masked), written.value(make(Masks2.OnField.class, two)));
            assertEquals(StrictJson.of(masked), written.value(make(Masks3.OnField.class, three)));
            assertEquals(Collections.emptyList(), written.hints);
        }
    }

    @Test
    void object_whereThereAreBoth_isWhatJackson2Writes_unlessItIsAnnotatedForJackson3() {
        assertEquals(StrictJson.of("{'date':0}"), written.value(new Plain()));
        assertEquals(StrictJson.of("{'card':'***'}"), written.value(new Masks3.OnField()));
    }

    public static final class Booking {
        public Instant getTime() {
            return Instant.EPOCH;
        }
    }

    @Test
    void modules_onTheClassPath_hold() {
        assertEquals(
                "0",
                written.value(new Booking())
                        .get("time")
                        .decimalValue()
                        .toBigInteger()
                        .toString());
    }

    public static final class Failing {
        public String getName() {
            throw new IllegalStateException("private");
        }

        @Override
        public String toString() {
            return "failing";
        }
    }

    public static final class Cyclic {
        public Cyclic getSelf() {
            return this;
        }

        @Override
        public String toString() {
            return "cyclic";
        }
    }

    /** Another one each time, so that no identity shows where it goes round. */
    public static final class Deeper {
        public Deeper getNext() {
            return new Deeper();
        }

        @Override
        public String toString() {
            return "deeper";
        }
    }

    public static final class Huge {
        public List<String> getRows() {
            return Collections.nCopies(Integer.MAX_VALUE, "row");
        }

        @Override
        public String toString() {
            return "huge";
        }
    }

    @Test
    void object_thatJacksonCannotWrite_isItsText_andOneHintForEachClass() {
        for (int round = 0; round < 2; round++) {
            assertEquals("failing", written.value(new Failing()).textValue());
            assertEquals("cyclic", written.value(new Cyclic()).textValue());
            assertEquals("deeper", written.value(new Deeper()).textValue());
            assertEquals("huge", written.value(new Huge()).textValue());
        }
        assertEquals(4, written.hints.size(), written.hints::toString);
        assertFalse(written.hints.toString().contains("private"), written.hints::toString);
        assertTrue(written.hints.get(3).contains("more than 262144 bytes"), written.hints.get(3));
    }

    public static final class Login {
        public Map<String, Object> getForm() {
            Map<String, Object> form = new LinkedHashMap<>();
            form.put("Password", "hunter2");
            form.put("deep", deep(40));
            return form;
        }

        private static Object deep(int levels) {
            return levels == 0 ? "end" : Collections.singletonList(deep(levels - 1));
        }
    }

    @Test
    void output_isRedacted_andBounded() {
        JsonNode form = written.value(new Login()).get("form");
        assertEquals("[redacted]", form.get("Password").textValue());
        assertTrue(form.get("deep").toString().contains("[[\"[too deep]\"]]"), form.toString());
    }

    /** Making one runs code of the application, which may wait for another thread that logs. */
    @Test
    void mapper_whileItIsMade_holdsUpNoOtherLogCall() throws Exception {
        FutureTask<JsonNode> other = new FutureTask<>(() -> new ObjectsWritten("json").value(new Plain()));
        boolean[] waited = new boolean[1];
        URL[] places = {Plain.class.getProtectionDomain().getCodeSource().getLocation()};
        try (URLClassLoader application = new URLClassLoader(places, ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.endsWith("jackson.databind.ObjectMapper") && !waited[0]) {
                    waited[0] = true;
                    new Thread(other, "other").start();
                    try {
                        other.get(30, TimeUnit.SECONDS);
                    } catch (InterruptedException | ExecutionException | TimeoutException e) {
                        throw new AssertionError("the other log call does not return", e);
                    }
                }
                return super.findClass(name);
            }
        }) {
            assertEquals("plain", written.value(make(Plain.class, application)).textValue());
        }
        assertTrue(waited[0]);
        assertTrue(other.isDone());
        assertEquals(StrictJson.of("{'date':0}"), other.get());
    }

    /** A server with applications in it: which of them has what. */
    private enum Deployment {
        JACKSON_IN_THE_APPLICATION,
        JACKSON_IN_THE_SERVER,
        NO_JACKSON,
        /** The usual one: the application brings logging along, and Jackson. */
        ALL_IN_THE_APPLICATION,
        ALL_BUT_JACKSON_IN_THE_APPLICATION,
        /** The objects that it logs are of a class of the server's. */
        LOGGING_IN_THE_APPLICATION;

        boolean hasLogging() {
            return ordinal() >= ALL_IN_THE_APPLICATION.ordinal();
        }
    }

    @ParameterizedTest
    @EnumSource
    void application_thatHasLogged_isCollected(Deployment deployment) throws Exception {
        List<Class<?>> server = new ArrayList<>();
        List<Class<?>> application = new ArrayList<>();
        (deployment == Deployment.LOGGING_IN_THE_APPLICATION ? server : application).add(Plain.class);
        if (deployment != Deployment.NO_JACKSON) {
            boolean own = deployment.name().startsWith("JACKSON_IN_THE_APP")
                    || deployment.name().startsWith("ALL_IN");
            (own ? application : server).addAll(Arrays.asList(JACKSON_2));
        }
        if (deployment.hasLogging()) {
            application.addAll(Arrays.asList(TrackOptions.class, com.fasterxml.jackson.core.JsonFactory.class));
        }
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        try (URLClassLoader parent = application(ClassLoader.getPlatformClassLoader(), server)) {
            WeakReference<ClassLoader> loader = live(deployment, application(parent, application), collected);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            Object found = null;
            while (found == null && System.nanoTime() < deadline) {
                System.gc();
                found = collected.remove(200);
            }
            assertNotNull(found, () -> "something keeps " + loader.get());
        }
    }

    private static WeakReference<ClassLoader> live(
            Deployment deployment, URLClassLoader application, ReferenceQueue<ClassLoader> collected) throws Exception {
        ClassLoader logging = deployment.hasLogging() ? application : ApplicationJacksonTest.class.getClassLoader();
        List<Object> logged = new ArrayList<>(Arrays.asList(application
                .loadClass(Plain.class.getName())
                .getDeclaredConstructor()
                .newInstance()));
        if (deployment != Deployment.NO_JACKSON) {
            logged.add(make(Masks2.OnElements.class, application));
            logged.add(make(Masks2.Around.class, application));
        }
        String event = event(logged, logging);
        assertTrue(event.contains(deployment == Deployment.NO_JACKSON ? "\"plain\"" : "{\"date\":0}"), event);
        assertFalse(event.contains(Masks.CARD), event);
        application.close();
        return new WeakReference<>(application, collected);
    }

    @SuppressWarnings("unchecked")
    private static void takeOne(Object taker, Object value) {
        ((Consumer<Object>) taker).accept(value);
    }

    /** What the core that this class loader sees makes of a value. */
    private static String event(Object value, ClassLoader logging) throws ReflectiveOperationException {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("token", "t");
        given.put("defaultUserId", "u1");
        given.put("objects", "json");
        Class<?> optionsType = logging.loadClass(TrackOptions.class.getName());
        Class<?> recordType = logging.loadClass(TrackRecord.class.getName());
        Class<?> encoderType = logging.loadClass(EventEncoder.class.getName());
        Object options = optionsType.getMethod("of", Map.class).invoke(null, given);
        Consumer<String> hints = hint -> {};
        Object encoder = encoderType.getConstructor(optionsType, Consumer.class).newInstance(options, hints);
        Object record = Proxy.newProxyInstance(logging, new Class<?>[] {recordType}, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "template":
                    return "x value={}";
                case "arguments":
                    takeOne(arguments[0], value);
                    return null;
                case "timeMillis":
                    return 0L;
                case "hidesKeyValues":
                    return false;
                case "mdc":
                    return Collections.emptyMap();
                default:
                    return method.getReturnType() == List.class ? Collections.emptyList() : null;
            }
        });
        Class<?> sinkType = logging.loadClass(EventSink.class.getName());
        StringBuilder event = new StringBuilder();
        Object sink = Proxy.newProxyInstance(logging, new Class<?>[] {sinkType}, (proxy, method, arguments) -> {
            event.append(new String((byte[]) arguments[0], 0, (int) arguments[1], StandardCharsets.UTF_8));
            return null;
        });
        encoderType.getMethod("encode", recordType, long[].class, sinkType).invoke(encoder, record, new long[8], sink);
        return event.toString();
    }
}
