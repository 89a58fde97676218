// SPDX-License-Identifier: Apache-2.0
package com.example.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.thrivestack.track.testkit.TrackedEvent;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the tests of values share. */
final class Values {
    private static final int MOST_BYTES = 16 * 1024;

    private Values() {}

    /** The loggers of the appenders: one sends objects as their text, the other as JSON. */
    static List<Logger> logs() {
        return Arrays.asList(LoggerFactory.getLogger("text"), LoggerFactory.getLogger("json"));
    }

    /** Each of these with each shape and each logger, for a parameterized test. */
    static Object[][] combined(Object... cases) {
        List<Object[]> combined = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            for (Logger log : logs()) {
                if (cases.length == 0) {
                    combined.add(new Object[] {shape, log});
                }
                for (Object each : cases) {
                    combined.add(new Object[] {each, shape, log});
                }
            }
        }
        return combined.toArray(new Object[0][]);
    }

    /** The bytes of a file of 800 KB. */
    static byte[] bytes() {
        byte[] bytes = new byte[800 * 1024];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    static String digest(InputStream stream) throws IOException {
        CRC32 crc = new CRC32();
        byte[] bytes = stream.readAllBytes();
        crc.update(bytes);
        return bytes.length + " bytes, " + crc.getValue();
    }

    /** The one event of the test, which is short and shows none of these. */
    static TrackedEvent assertShort(TrackedEvents track, String... hidden) {
        TrackedEvent event = track.assertTracked(Shape.NAME).times(1).event();
        int bytes = event.json().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes < MOST_BYTES, () -> bytes + " bytes: " + event.json().substring(0, MOST_BYTES));
        for (String each : hidden) {
            assertFalse(event.json().contains(each), event::json);
        }
        return event;
    }

    /** The same; and where an object is to be JSON, it is. */
    static TrackedEvent assertShort(TrackedEvents track, Shape shape, Logger log, String... hidden) {
        TrackedEvent event = assertShort(track, hidden);
        if (shape == Shape.BEANS && log.getName().equals("json")) {
            for (Object bean : (List<?>) event.properties().get("values")) {
                assertTrue(bean instanceof Map, event::json);
            }
        }
        return event;
    }
}
