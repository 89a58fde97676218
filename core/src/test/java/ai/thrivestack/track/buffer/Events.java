// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Collectors;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.report.Diagnostics;
import ai.thrivestack.track.report.LossReporter;

/** Makes test events. */
public final class Events {
    /** Ignores all calls. */
    public static final EventBuffer.Listener UNHEARD = new EventBuffer.Listener() {
        @Override
        public void wanted() {}

        @Override
        public void lost(Loss loss, byte[] event) {}
    };

    private Events() {}

    /** Without a dead-letter file. */
    public static LossReporter losses(Diagnostics diagnostics) {
        return new LossReporter(Given.options(), diagnostics, () -> new ScheduledThreadPoolExecutor(1));
    }

    /** @return how many events wait now, 0 if this event was not kept */
    public static int offer(EventBuffer buffer, byte[] event) {
        return buffer.offer(event, event.length);
    }

    public static int count(List<Batch> batches) {
        return batches.stream().mapToInt(Batch::events).sum();
    }

    public static byte[] ofSize(int bytes) {
        byte[] event = new byte[bytes];
        Arrays.fill(event, (byte) 'x');
        return event;
    }

    public static byte[] named(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    public static List<String> names(Batch batch) {
        return batch.copies().stream()
                .map(event -> new String(event, StandardCharsets.UTF_8))
                .collect(Collectors.toList());
    }
}
