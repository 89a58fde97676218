// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport.kafka;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.thrivestack.track.transport.RequestBody;

/** A batch of events, each with a user of its own. */
final class FakeEvents implements RequestBody {
    private final List<String> events;
    private final BitSet acknowledged = new BitSet();

    private FakeEvents(List<String> events) {
        this.events = events;
    }

    static FakeEvents of(String... names) {
        return new FakeEvents(Arrays.stream(names).map(FakeEvents::event).collect(Collectors.toList()));
    }

    static String event(String name) {
        return "{\"event_name\":\"" + name + "\",\"user_id\":\"user of " + name + "\"}";
    }

    /** The names of those that are acknowledged. */
    List<String> acknowledged() {
        return IntStream.range(0, events.size())
                .filter(acknowledged::get)
                .mapToObj(index -> events.get(index).split("\"")[3])
                .collect(Collectors.toList());
    }

    @Override
    public int events() {
        return events.size();
    }

    @Override
    public byte[] event(int index) {
        return events.get(index).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isAcknowledged(int index) {
        return acknowledged.get(index);
    }

    @Override
    public void acknowledged(int index) {
        acknowledged.set(index);
    }

    @Override
    public int length() {
        throw new UnsupportedOperationException("events are records of their own");
    }

    @Override
    public void writeTo(OutputStream out) {
        throw new UnsupportedOperationException("events are records of their own");
    }
}
