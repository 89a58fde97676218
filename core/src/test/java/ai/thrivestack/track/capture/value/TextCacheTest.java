// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import ai.thrivestack.track.capture.template.Template;
import ai.thrivestack.track.capture.template.Templates;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

class TextCacheTest {
    private final TextCache<Template> cache = new TextCache<>(64, 300, Templates::parsed);

    @Test
    void template_seenAgain_isNotParsedAgain() {
        Template template = cache.get("signed_up plan={}");
        assertSame(template, cache.get(new String("signed_up plan={}")));
    }

    @Test
    void templates_withTheSameHash_areToldApart() {
        assertEquals("Aa".hashCode(), "BB".hashCode());
        for (int i = 0; i < 2; i++) {
            assertEquals("Aa", cache.get("Aa").name);
            assertEquals("BB", cache.get("BB").name);
        }
    }

    @Test
    void texts_thatFallOnOnePlace_areAllKept() {
        String[] alike = {"AaAaAa", "AaAaBB", "AaBBAa", "AaBBBB", "BBAaAa", "BBAaBB", "BBBBAa", "BBBBBB"};
        Template[] templates = new Template[alike.length];
        for (int i = 0; i < alike.length; i++) {
            assertEquals(alike[0].hashCode(), alike[i].hashCode());
            templates[i] = cache.get(alike[i]);
        }
        for (int i = 0; i < alike.length; i++) {
            assertSame(templates[i], cache.get(alike[i]));
        }
    }

    @Test
    void templates_moreThanThereArePlaces_areToldApart() {
        for (int i = 0; i < 10_000; i++) {
            assertEquals("event_" + i, cache.get("event_" + i + " plan={}").name);
        }
        assertEquals("event_0", cache.get("event_0 plan={}").name);
    }

    @Test
    void template_tooLongToKeep_isParsed() {
        StringBuilder text = new StringBuilder("signed_up");
        for (int i = 0; i < 100; i++) {
            text.append(" key").append(i).append("={}");
        }
        assertEquals(100, cache.get(text.toString()).placeholders.size());
        assertEquals(100, cache.get(text.toString()).placeholders.size());
    }
}
