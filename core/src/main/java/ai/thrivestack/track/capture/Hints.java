// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What a developer could write better, said once for each template or class and at most {@value #MOST} times in all, so that
 * concatenated texts, each different from all others, can fill neither memory nor the log. Thread-safe.
 */
final class Hints {
    static final int MOST = 30;
    private static final int LONG_NAME_WORDS = 5;

    private final Consumer<String> sink;
    /** The hash codes of the templates, and of the names of classes, that have had theirs. */
    private final Set<Integer> given = ConcurrentHashMap.newKeySet();

    Hints(Consumer<String> sink) {
        this.sink = sink;
    }

    /** @param unnamed how many arguments came without a name */
    void consider(String text, Template template, boolean namesEvent, int unnamed) {
        boolean sentence = namesEvent && words(template.name) >= LONG_NAME_WORDS;
        if ((sentence || unnamed > 0) && given.size() < MOST && given.add(text.hashCode())) {
            sink.accept("hint: \"" + EventEncoder.shortened(SafeText.wellFormed(text)) + "\""
                    + (unnamed > 0
                            ? " gives " + unnamed
                                    + " of its values no name, so they are called arg0, arg1 …; write name={}."
                            : "")
                    + (sentence
                            ? " has a long event name. Begin with a short one that is always the same, such as signed_up, "
                                    + "and write what varies as name={}."
                            : ""));
        }
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

    /** @param failure null if there is too much of it */
    void unwritable(Class<?> type, Throwable failure) {
        once(
                type,
                " is to be sent as JSON, and "
                        + (failure == null
                                ? "has more than " + ApplicationJackson.MAX_BYTES + " bytes of it"
                                : "Jackson cannot write it ("
                                        + failure.getClass().getSimpleName() + ")")
                        + ": its text is sent. Log the values you mean, such as plan={}.");
    }

    /** Once for each class. */
    private void once(Class<?> type, String sentence) {
        if (given.size() < MOST && given.add(type.getName().hashCode())) {
            sink.accept("hint: " + type.getTypeName() + sentence);
        }
    }

    private static int words(String name) {
        int words = 1;
        for (int i = 0; i < name.length(); i++) {
            words += name.charAt(i) == ' ' ? 1 : 0;
        }
        return words;
    }

    /** SLF4J's key-values reach Log4j2 as strings among the MDC. */
    void hiddenKeyValues() {
        if (given.add(Integer.MIN_VALUE)) {
            sink.accept(
                    "hint: on Log4j2, SLF4J's addKeyValue puts its pairs among the MDC, where nothing tells them from "
                            + "it. Name those that are to be sent in mdcProperties, or write them as name={}.");
        }
    }
}
