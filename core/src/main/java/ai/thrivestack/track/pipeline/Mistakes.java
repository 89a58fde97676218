// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The mistakes in the configurations of a context that have been reported. A mistake is reported again only after a
 * configuration without it: Spring Boot configures a context several times at each start, and Logback's SiftingAppender
 * makes an appender from the same lines for each of its keys. Does not keep a context alive. Thread-safe.
 */
final class Mistakes {
    @GuardedBy("Mistakes.class")
    private static final Map<Object, Mistakes> BY_CONTEXT = new WeakHashMap<>();

    @GuardedBy("Mistakes.class")
    private WeakReference<Object> configuration = new WeakReference<>(null);

    @GuardedBy("Mistakes.class")
    private Set<String> before = Collections.emptySet();

    @GuardedBy("Mistakes.class")
    private Set<String> now = Collections.emptySet();

    private Mistakes() {}

    /** The mistakes of this configuration that are to be reported. */
    static synchronized List<String> untold(AppenderScope scope, List<String> sentences) {
        return scope.context == null
                ? sentences
                : BY_CONTEXT
                        .computeIfAbsent(scope.context, any -> new Mistakes())
                        .untold(scope.configuration, sentences);
    }

    @GuardedBy("Mistakes.class")
    private List<String> untold(Object current, List<String> sentences) {
        if (configuration.get() != current) {
            configuration = new WeakReference<>(current);
            before = now;
            now = new HashSet<>();
        }
        List<String> untold = new ArrayList<>();
        for (String sentence : sentences) {
            if (now.add(sentence) && !before.contains(sentence)) {
                untold.add(sentence);
            }
        }
        return untold;
    }
}
