// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.line;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import ai.thrivestack.track.transport.RequestBody;

/** A JSON array of events that are JSON already; may be empty. */
final class EventList implements RequestBody {
    private final List<byte[]> events;

    EventList(List<byte[]> events) {
        this.events = events;
    }

    @Override
    public int length() {
        return 2
                + Math.max(0, events.size() - 1)
                + events.stream().mapToInt(event -> event.length).sum();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        int before = '[';
        for (byte[] event : events) {
            out.write(before);
            out.write(event);
            before = ',';
        }
        if (events.isEmpty()) {
            out.write(before);
        }
        out.write(']');
    }

    @Override
    public int events() {
        return events.size();
    }

    @Override
    public byte[] event(int index) {
        return events.get(index).clone();
    }

    @Override
    public boolean isAcknowledged(int index) {
        return false;
    }

    /** The API takes a request as a whole. */
    @Override
    public void acknowledged(int index) {
        throw new UnsupportedOperationException();
    }
}
