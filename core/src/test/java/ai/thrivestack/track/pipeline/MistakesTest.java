// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class MistakesTest {
    private final Object context = new Object();
    private final Object first = new Object();
    private final Object second = new Object();

    private void assertTold(Object configuration, List<String> told, String... sentences) {
        AppenderScope scope = new AppenderScope("TRACK", context, "test", configuration);
        assertEquals(told, Mistakes.untold(scope, Arrays.asList(sentences)));
    }

    @Test
    void restartWithTheSame_isSilent() {
        assertTold(first, Arrays.asList("a", "b"), "a", "b");
        assertTold(second, Arrays.asList(), "a", "b");
        assertTold(new Object(), Arrays.asList("c"), "c", "a");
    }

    @Test
    void secondAppenderOfTheSameLines_isSilent() {
        assertTold(first, Arrays.asList("a"), "a");
        assertTold(first, Arrays.asList("b"), "a", "b");
    }

    @Test
    void mistakeThatComesBack_isToldAgain() {
        assertTold(first, Arrays.asList("a"), "a");
        assertTold(second, Arrays.asList());
        assertTold(first, Arrays.asList("a"), "a");
    }

    @Test
    void otherContext_isToldItself() {
        assertTold(first, Arrays.asList("a"), "a");
        AppenderScope other = new AppenderScope("TRACK", new Object(), "test", first);
        assertEquals(Arrays.asList("a"), Mistakes.untold(other, Arrays.asList("a")));
    }

    @Test
    void withoutAContext_allIsTold() {
        AppenderScope alone = new AppenderScope("TRACK", null, "", null);
        assertEquals(Arrays.asList("a"), Mistakes.untold(alone, Arrays.asList("a")));
        assertEquals(Arrays.asList("a"), Mistakes.untold(alone, Arrays.asList("a")));
    }
}
