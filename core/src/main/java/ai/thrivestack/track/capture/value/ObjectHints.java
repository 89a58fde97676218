// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

/** What a developer could write better where an object is logged, said once for each class. Thread-safe. */
public final class ObjectHints {
    private final HintSink sink;

    public ObjectHints(HintSink sink) {
        this.sink = sink;
    }

    /**
     * Its text would be its class and a number that changes with every start.
     *
     * @param mayBeJson if {@code objects=json} could show more of it
     */
    void noText(Class<?> type, boolean mayBeJson) {
        once(
                type,
                " has no toString of its own, so its class name is sent. Log the values you mean, such as plan={}"
                        + (mayBeJson ? ", give it a toString, or set objects=json." : "."));
    }

    void noJackson(Class<?> type) {
        once(
                type,
                " is to be sent as JSON, and its class loader has no jackson-databind: its text is sent. Add Jackson, or "
                        + "log the values you mean, such as plan={}.");
    }

    void tooLarge(Class<?> type, int maxBytes) {
        unwritten(type, "has more than " + maxBytes + " bytes of it");
    }

    void unwritable(Class<?> type, Throwable failure) {
        unwritten(type, "Jackson cannot write it (" + failure.getClass().getSimpleName() + ")");
    }

    private void unwritten(Class<?> type, String why) {
        once(
                type,
                " is to be sent as JSON, and " + why + ": its text is sent. Log the values you mean, such as plan={}.");
    }

    private void once(Class<?> type, String sentence) {
        if (!sink.isFull() && sink.isFirst(type.getName().hashCode())) {
            sink.give(type.getTypeName() + sentence);
        }
    }
}
