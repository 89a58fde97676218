// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import ai.thrivestack.track.buffer.Batch;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SpoolBatchTest {
    private static byte[] event(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private final Batch whole =
            new SpoolBatch(7, null, null, Arrays.asList(event("a"), event("bb"), event("ccc"), event("dddd")), 100);

    @Test
    void part_isThoseEvents_fromTheirPositionOn() {
        Batch part = whole.part(1, 4).part(1, 3);
        assertEquals(2, part.events());
        assertEquals(7, part.bytes());
        assertEquals(9, part.first());
        assertEquals("ccc", new String(part.event(0), StandardCharsets.UTF_8));
    }

    @Test
    void acknowledgement_isKnownToAllParts() {
        whole.acknowledged(2);
        Batch part = whole.part(1, 4);
        assertFalse(part.isAcknowledged(0));
        assertTrue(part.isAcknowledged(1));
        part.part(2, 3).acknowledged(0);
        assertTrue(whole.isAcknowledged(3));
    }
}
