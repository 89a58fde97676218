// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.Loss;

/** Bytes that stand for events. */
final class Events {
    /** Of a buffer whose words do not matter. */
    static final EventBuffer.Listener UNHEARD = new EventBuffer.Listener() {
        @Override
        public void wanted() {}

        @Override
        public void lost(Loss loss, byte[] event) {}
    };

    private Events() {}

    /** Without a dead-letter file. */
    static Losses losses(Diagnostics diagnostics) {
        return new Losses(Given.options(), diagnostics, new DaemonThreads("test"));
    }

    static byte[] ofSize(int bytes) {
        byte[] event = new byte[bytes];
        Arrays.fill(event, (byte) 'x');
        return event;
    }

    static byte[] named(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> names(Batch batch) {
        return batch.events.stream()
                .map(event -> new String(event, StandardCharsets.UTF_8))
                .collect(Collectors.toList());
    }
}
