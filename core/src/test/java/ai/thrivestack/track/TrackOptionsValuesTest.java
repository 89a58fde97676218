// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each rule's good and bad values. */
class TrackOptionsValuesTest {

    private static void assertRefused(Option<?> option, String text) {
        String problem = TrackOptionsTest.problem(option.name(), text);
        assertTrue(
                problem.contains(option.name() + "=" + text + " cannot be used. Write " + option.allowed()), problem);
        assertEquals(
                Given.options().get(option),
                Given.read(Given.texts(option.name(), text)).get(option));
    }

    @ParameterizedTest
    @CsvSource({
        "1ms, 1",
        "200ms, 200",
        "5s, 5000",
        "2m, 120000",
        "24h, 86400000",
        "86400s, 86400000",
        "0005s, 5000",
        "5S, 5000",
        "200MS, 200",
        "' 5s\n', 5000"
    })
    void duration_inItsUnits_isRead(String text, long millis) {
        assertEquals(
                Duration.ofMillis(millis), Given.options("requestTimeout", text).get(TrackOptions.REQUEST_TIMEOUT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0ms",
                "0s",
                "25h",
                "86401s",
                "-1s",
                "+1s",
                "5",
                "s",
                "1.5s",
                "1,5s",
                "5 s",
                "5sec",
                "5seconds",
                "PT5S",
                "5d",
                "5us",
                "1e3ms",
                "5s5s",
                "999999999999h",
                "9999999999999999999s",
                "\u0665s"
            })
    void duration_ofAnotherForm_isRefused(String text) {
        assertRefused(TrackOptions.REQUEST_TIMEOUT, text);
    }

    @Test
    void duration_zero_isAllowedWhereItMakesSense() {
        assertEquals(Duration.ZERO, Given.options("shutdownTimeout", "0s").get(TrackOptions.SHUTDOWN_TIMEOUT));
        for (Option<?> option : Arrays.asList(
                TrackOptions.FLUSH_INTERVAL, TrackOptions.CONNECT_TIMEOUT, TrackOptions.REQUEST_TIMEOUT)) {
            assertRefused(option, "0s");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1KB, 1024",
        "1024B, 1024",
        "512KB, 524288",
        "16MB, 16777216",
        "2GB, 2147483648",
        "1024GB, 1099511627776",
        "16mb, 16777216",
        "' 16MB ', 16777216"
    })
    void size_inItsUnits_isRead(String text, long bytes) {
        assertEquals(bytes, Given.options("bufferSize", text).get(TrackOptions.BUFFER_SIZE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0KB",
                "1023B",
                "1025GB",
                "-1MB",
                "16",
                "MB",
                "1.5MB",
                "16 MB",
                "16M",
                "16MiB",
                "1TB",
                "999999999999GB",
                "99999999999999999999B"
            })
    void size_ofAnotherForm_isRefused(String text) {
        assertRefused(TrackOptions.BUFFER_SIZE, text);
    }

    @ParameterizedTest
    @CsvSource({"24, 3", "191, 23", "192, 24", "8192, 24"})
    void bufferSize_byDefault_isAtMostAnEighthOfTheHeap(int heapMegabytes, int megabytes) {
        long size = Rule.parseSizeWithin((long) heapMegabytes << 20, TrackOptions.BUFFER_SIZE.defaultText());
        assertEquals(megabytes, size >> 20);
    }

    @Test
    void bufferSize_thatIsGiven_isNotBoundByTheHeap() {
        assertEquals(24 << 20, Rule.parseSizeWithin(24 << 20, "24MB"));
    }

    /** 2^34 + 1 GB, which in 64 bits is 1 GB. */
    @Test
    void size_beyondSixtyFourBits_isRefused() {
        assertRefused(TrackOptions.BUFFER_SIZE, "17179869185GB");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1000", "007, 7", "' 50 ', 50"})
    void wholeNumber_withinItsBounds_isRead(String text, int number) {
        assertEquals(number, Given.options("batchSize", text).get(TrackOptions.BATCH_SIZE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "1.0", "1e2", "0x10", "ten", "1 000", "99999999999"})
    void wholeNumber_ofAnotherForm_isRefused(String text) {
        assertRefused(TrackOptions.BATCH_SIZE, text);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "' True ', true", "false, false", "False, false"})
    void truth_isReadInAnyCase(String text, boolean value) {
        assertEquals(value, Given.options("eventIds", text).get(TrackOptions.EVENT_IDS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no", "1", "0", "on", "t", "true false"})
    void truth_inOtherWords_isRefused(String text) {
        assertRefused(TrackOptions.EVENT_IDS, text);
    }

    @ParameterizedTest
    @CsvSource({"none, none", "Type, type", "MESSAGE, message"})
    void word_ofTheList_isReadInAnyCase(String text, String word) {
        assertEquals(word, Given.options("errorDetails", text).get(TrackOptions.ERROR_DETAILS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stack", "type,message", "typ"})
    void word_notOfTheList_isRefused(String text) {
        assertRefused(TrackOptions.ERROR_DETAILS, text);
    }

    @Test
    void names_areTrimmed_andEmptyOnesLeftOut() {
        assertEquals(
                Arrays.asList("a", "b c", "d"),
                Given.options("userIdKeys", " a, b c ,,d,").get(TrackOptions.USER_ID_KEYS));
        assertEquals(Collections.emptyList(), Given.options("redactKeys", ",").get(TrackOptions.REDACT_KEYS));
        assertThrows(
                UnsupportedOperationException.class,
                () -> Given.options().get(TrackOptions.REDACT_KEYS).add("more"));
    }

    @Test
    void renamedNames_areRead() {
        assertEquals(
                Given.texts("tenant", "group_id", "device", "device", "a", "b=c"),
                Given.options("contextKeys", "tenant = group_id, device, a=b=c").get(TrackOptions.CONTEXT_KEYS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=group_id", "tenant=", "tenant= ,device", "="})
    void renamedNames_withHalfMissing_areRefused(String text) {
        assertRefused(TrackOptions.CONTEXT_KEYS, text);
    }

    @Test
    void pairs_areRead() {
        assertEquals(
                Given.texts("source", "product", "env", "", "note", "a=b"),
                Given.options("staticContext", " source = product ,env=, note=a=b")
                        .get(TrackOptions.STATIC_CONTEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "=product", " =product", "source=product,env"})
    void pairs_withoutANameOrASign_areRefused(String text) {
        assertRefused(TrackOptions.STATIC_CONTEXT, text);
    }

    @Test
    void text_isTrimmed() {
        assertEquals("MY TRACK", Given.options("marker", " MY TRACK ").get(TrackOptions.MARKER));
    }
}
