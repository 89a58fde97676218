// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** A call of SLF4J with Logback behind it, whatever its configuration has for an appender. */
public final class LogbackWorkload implements Workload {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    private final Logger log = LoggerFactory.getLogger("shop.Checkout");
    private final String form = System.getProperty("form", "fluent");

    @Override
    public void enter() {
        MDC.put("request_id", Orders.REQUEST_ID);
    }

    @Override
    public void call(int order) {
        switch (form) {
            case "template":
                log.info(
                        TRACK,
                        Orders.EVENT + " user_id={} order_id={} amount={} plan={} items={}",
                        Orders.user(order),
                        Orders.id(order),
                        Orders.amount(order),
                        Orders.PLAN,
                        Orders.items(order));
                break;
            case "map":
                log.info(TRACK, Orders.EVENT, map(order));
                break;
            default:
                fluent(order);
        }
    }

    private void fluent(int order) {
        log.atInfo()
                .addMarker(TRACK)
                .addKeyValue("user_id", Orders.user(order))
                .addKeyValue("order_id", Orders.id(order))
                .addKeyValue("amount", Orders.amount(order))
                .addKeyValue("plan", Orders.PLAN)
                .addKeyValue("items", Orders.items(order))
                .log(Orders.EVENT);
    }

    private static Map<String, Object> map(int order) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("user_id", Orders.user(order));
        map.put("order_id", Orders.id(order));
        map.put("amount", Orders.amount(order));
        map.put("plan", Orders.PLAN);
        map.put("items", Orders.items(order));
        return map;
    }

    @Override
    public void close() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
}
