// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.thrivestack.track.Given;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Which events of a batch are at their recipient stays known when it is cut. */
class AcknowledgementTest {
    private final EventBuffer buffer = new EventBuffer(Given.options(), new Ledger(), Events.UNHEARD);

    private Batch batch(String... names) {
        Arrays.stream(names).forEach(name -> Events.offer(buffer, Events.named(name)));
        return buffer.take();
    }

    private static List<String> acknowledged(Batch batch) {
        return IntStream.range(0, batch.events())
                .filter(batch::isAcknowledged)
                .mapToObj(Events.names(batch)::get)
                .collect(Collectors.toList());
    }

    @Test
    void newBatch_hasNone() {
        assertEquals(Collections.emptyList(), acknowledged(batch("a", "b")));
    }

    @Test
    void parts_knowWhatTheWholeKnew_andTheOtherWayRound() {
        Batch whole = batch("a", "b", "c", "d", "e");
        whole.acknowledged(1);
        whole.acknowledged(3);
        Batch right = whole.part(2, 5);
        Batch one = right.part(1, 2); // in a chunk of its own
        assertEquals(Collections.singletonList("b"), acknowledged(whole.part(0, 2)));
        assertEquals(Collections.singletonList("d"), acknowledged(right));
        assertEquals(Collections.singletonList("d"), acknowledged(one));
        right.part(2, 3).acknowledged(0);
        assertEquals(Arrays.asList("b", "d", "e"), acknowledged(whole));
    }

    @Test
    void otherBatches_knowNothingOfIt() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Batch batch = batch("same");
            all.addAll(acknowledged(batch));
            batch.acknowledged(0);
            buffer.delivered(batch);
        }
        assertEquals(Collections.emptyList(), all);
    }
}
