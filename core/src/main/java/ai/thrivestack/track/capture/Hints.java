// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import ai.thrivestack.track.OneLine;
import ai.thrivestack.track.capture.template.Template;
import ai.thrivestack.track.capture.value.HintSink;
import ai.thrivestack.track.capture.value.SafeText;

/** What a developer could write better in a message, said once for each template. Thread-safe. */
final class Hints {
    private static final int LONG_NAME_WORDS = 5;

    private final HintSink sink;
    private volatile boolean hasToldHidden;

    Hints(HintSink sink) {
        this.sink = sink;
    }

    /** @param unnamed how many arguments came without a name */
    void consider(String text, Template template, boolean namesEvent, int unnamed) {
        boolean sentence = namesEvent && words(template.name) >= LONG_NAME_WORDS;
        if ((sentence || unnamed > 0) && !sink.isFull() && sink.isFirst(text.hashCode())) {
            sink.give("\"" + OneLine.shortened(SafeText.wellFormed(text)) + "\""
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

    /** SLF4J's key-values reach Log4j2 as strings among the MDC. */
    void hiddenKeyValues() {
        if (hasToldHidden) {
            return; // without a search: asked for every record
        }
        hasToldHidden = true;
        if (sink.isFirst(Integer.MIN_VALUE)) {
            sink.give("on Log4j2, SLF4J's addKeyValue puts its pairs among the MDC, where nothing tells them from "
                    + "it. Name those that are to be sent in mdcProperties, or write them as name={}.");
        }
    }

    private static int words(String name) {
        int words = 1;
        for (int i = 0; i < name.length(); i++) {
            words += name.charAt(i) == ' ' ? 1 : 0;
        }
        return words;
    }
}
