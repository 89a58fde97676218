// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One replay: batch after batch, one request in flight, so that a kill sends one batch twice at most. */
final class Run {
    private final Batches batches;
    private final Rate rate;
    private final Sender sender;
    private final Settlement settlement;

    Run(Batches batches, Rate rate, Sender sender, Settlement settlement) {
        this.batches = batches;
        this.rate = rate;
        this.sender = sender;
        this.settlement = settlement;
    }

    void toTheEnd() throws IOException, Stopped {
        for (List<Letter> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
            String refusal = send(batch);
            if (refusal != null && batch.size() > 1) {
                batches.cut(batch);
            } else {
                settlement.settle(batch, refusal);
                batches.settled(batch, refusal == null);
            }
        }
    }

    /** @return why it was refused; null if it was delivered */
    private String send(List<Letter> batch) throws Stopped {
        List<byte[]> events = new ArrayList<>();
        for (Letter letter : batch) {
            if (letter.flaw == null) {
                events.add(letter.event);
            }
        }
        if (events.isEmpty()) {
            return null;
        }
        rate.awaitTurn(events.size());
        return sender.send(events);
    }
}
