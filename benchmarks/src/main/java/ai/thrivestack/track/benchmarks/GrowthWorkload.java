// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.Random;
import java.util.UUID;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** A fluent call with as many properties as the property {@code properties} says, or a text of {@code text} bytes. */
public final class GrowthWorkload implements Workload {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");
    private static final int TEXTS = 16;

    private final Logger log = LoggerFactory.getLogger("shop.Checkout");
    /** Beside the order's id, which the sink counts by. */
    private final String[] names = new String[Integer.getInteger("properties", 1) - 1];

    private final String[] texts = new String[TEXTS];
    private final boolean hasText;

    public GrowthWorkload() {
        for (int i = 0; i < names.length; i++) {
            names[i] = "property_" + i;
        }
        int length = Integer.getInteger("text", 0);
        hasText = length > 0;
        Random random = new Random(7);
        for (int i = 0; i < TEXTS; i++) {
            texts[i] = text(length, random);
        }
    }

    private static String text(int length, Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(new UUID(random.nextLong(), random.nextLong())).append(' ');
        }
        return text.substring(0, length);
    }

    @Override
    public void enter() {
        MDC.put("request_id", Orders.REQUEST_ID);
    }

    @Override
    public void call(int order) {
        LoggingEventBuilder builder = log.atInfo()
                .addMarker(TRACK)
                .addKeyValue("user_id", Orders.user(order))
                .addKeyValue("order_id", Orders.id(order));
        for (int i = 0; i < names.length; i++) {
            builder = builder.addKeyValue(names[i], Orders.user(order + i));
        }
        if (hasText) {
            builder = builder.addKeyValue("text", texts[order % TEXTS]);
        }
        builder.log(Orders.EVENT);
    }

    @Override
    public void close() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
}
