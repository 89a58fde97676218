// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.message.MapMessage;

/** A call of Log4j2's own API, in the form of the property {@code form}, whatever its configuration has for an appender. */
public final class Log4j2Workload implements Workload {
    private static final Marker TRACK = MarkerManager.getMarker("TRACK");

    private static final String TEMPLATE = Orders.EVENT + " user_id={} order_id={} amount={} plan={} items={}";

    private final Logger log = LogManager.getLogger("shop.Checkout");
    private final String form = System.getProperty("form", "map");

    /** Log4j2's own map messages cannot all be told to keep what they are given. */
    private static final class OrderMessage extends MapMessage<OrderMessage, Object> {
        private static final long serialVersionUID = 1;

        OrderMessage() {
            super(8);
        }
    }

    @Override
    public void enter() {
        ThreadContext.put("request_id", Orders.REQUEST_ID);
    }

    @Override
    public void call(int order) {
        switch (form) {
            case "template":
                log.info(
                        TRACK,
                        TEMPLATE,
                        Orders.user(order),
                        Orders.id(order),
                        Orders.amount(order),
                        Orders.PLAN,
                        Orders.items(order));
                break;
            case "fluent":
                log.atInfo()
                        .withMarker(TRACK)
                        .log(
                                TEMPLATE,
                                Orders.user(order),
                                Orders.id(order),
                                Orders.amount(order),
                                Orders.PLAN,
                                Orders.items(order));
                break;
            default:
                log.info(TRACK, map(order));
        }
    }

    private static OrderMessage map(int order) {
        OrderMessage message = new OrderMessage();
        message.with("event_name", Orders.EVENT)
                .with("user_id", Orders.user(order))
                .with("order_id", Orders.id(order))
                .with("amount", Orders.amount(order).doubleValue())
                .with("plan", Orders.PLAN)
                .with("items", Orders.items(order));
        return message;
    }

    @Override
    public void close() {
        LogManager.shutdown();
    }
}
