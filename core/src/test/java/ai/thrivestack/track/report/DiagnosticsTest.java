// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.thrivestack.track.FakeReports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DiagnosticsTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final List<String> said = new ArrayList<>();
    private final List<String> lastResort = new ArrayList<>();
    private final AtomicInteger wakes = new AtomicInteger();
    private final FakeReports reports = new FakeReports(said::add);
    private final Diagnostics diagnostics = new Diagnostics("TEST", reports, lastResort::add, wakes::incrementAndGet);
    /** Near the end of the range, because {@link System#nanoTime()} may be there. */
    private long now = Long.MAX_VALUE - MINUTE / 2;

    private boolean wakes(Runnable report) {
        int before = wakes.get();
        report.run();
        return wakes.get() > before;
    }

    private void assertSaid(String... lines) {
        diagnostics.emit(now);
        assertEquals(Arrays.asList(lines), said);
        assertFalse(diagnostics.isDue(now));
        said.clear();
    }

    @Test
    void nothingReported_nothingIsDue() {
        assertFalse(diagnostics.isDue(now));
        assertSaid();
    }

    @Test
    void first_isSaidAtOnce() {
        assertTrue(wakes(() -> diagnostics.report("a", "trouble 1")));
        assertTrue(diagnostics.isDue(now));
        assertSaid("trouble 1");
    }

    @Test
    void firsts_beforeTheyAreSaid_areOneLine() {
        assertTrue(wakes(() -> diagnostics.report("a", "trouble 1")));
        assertFalse(wakes(() -> diagnostics.report("a", "trouble 2")));
        assertSaid("trouble 2 (2 times since the last such line)");
    }

    @Test
    void repeated_areSaidOnceAMinute_withTheCount() {
        diagnostics.report("a", "trouble 1");
        assertSaid("trouble 1");
        for (int i = 2; i <= 100; i++) {
            String next = "trouble " + i;
            assertFalse(wakes(() -> diagnostics.report("a", next)));
        }
        assertSaid();
        now += MINUTE - 1;
        assertSaid();
        now += 1;
        assertTrue(diagnostics.isDue(now));
        assertSaid("trouble 100 (99 times since the last such line)");
        now += MINUTE;
        assertSaid();
        diagnostics.report("a", "trouble 101");
        assertSaid("trouble 101");
    }

    @Test
    void kinds_areSaidApart() {
        diagnostics.report("a", "trouble a");
        assertSaid("trouble a");
        assertTrue(wakes(() -> diagnostics.report("b", "trouble b")));
        diagnostics.report("a", "trouble a again");
        assertSaid("trouble b");
    }

    @Test
    void recovery_isSaidOnce() {
        diagnostics.report("a", "trouble");
        assertSaid("trouble");
        diagnostics.recovered("a", "works again");
        diagnostics.recovered("a", "works again");
        assertSaid("works again");
    }

    @Test
    void recovery_ofWhatWasNeverSaid_isSilent() {
        diagnostics.recovered("a", "works again");
        diagnostics.report("a", "trouble");
        diagnostics.recovered("a", "works again");
        assertSaid();
    }

    @Test
    void recovery_forgetsWhatWasNotSaid() {
        diagnostics.report("a", "trouble");
        assertSaid("trouble");
        diagnostics.report("a", "more trouble");
        diagnostics.recovered("a", "works again");
        now += MINUTE;
        assertSaid("works again");
    }

    @Test
    void problemThatComesAndGoes_isSaidOnceAMinute() {
        for (int i = 0; i < 10; i++) {
            diagnostics.report("a", "trouble");
            diagnostics.emit(now);
            diagnostics.recovered("a", "works again");
        }
        assertSaid("trouble", "works again");
        now += MINUTE;
        diagnostics.report("a", "trouble");
        assertSaid("trouble");
        diagnostics.recovered("a", "works again");
        assertSaid("works again");
    }

    @Test
    void end_saysTheLossesThatAreLeft_dueOrNot() {
        diagnostics.reportLoss("a", "loss");
        assertSaid("loss");
        diagnostics.reportLoss("a", "more loss");
        diagnostics.reportLoss("b", "other loss");
        diagnostics.report("c", "trouble");
        diagnostics.end(false, null);
        assertEquals(Collections.singletonList("more loss; other loss"), said);
    }

    static Stream<Throwable> throwables() {
        return Stream.of(
                new IllegalStateException(),
                new NoClassDefFoundError(),
                new ExceptionInInitializerError(),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void sinkThatThrows_stopsNothing(Throwable thrown) {
        int[] asked = {0};
        Diagnostics broken = new Diagnostics(
                "TEST",
                new FakeReports(line -> {
                    asked[0]++;
                    if (thrown instanceof Error) {
                        throw (Error) thrown;
                    }
                    throw (RuntimeException) thrown;
                }),
                lastResort::add,
                () -> {});
        broken.report("a", "trouble");
        broken.report("b", "trouble");
        broken.emit(now);
        broken.recovered("a", "works again");
        broken.end(false, "one line");
        assertEquals(4, asked[0]);
    }

    @Test
    void sinkThatReports_endsAndIsSaidLater() {
        Diagnostics[] own = new Diagnostics[1];
        Consumer<String> sink = line -> {
            said.add(line);
            own[0].report("a", "trouble while saying");
        };
        own[0] = new Diagnostics("TEST", new FakeReports(sink), lastResort::add, () -> {});
        own[0].report("a", "trouble");
        own[0].emit(now);
        assertEquals(Collections.singletonList("trouble"), said);
        own[0].emit(now + MINUTE);
        assertEquals(Arrays.asList("trouble", "trouble while saying"), said);
    }

    @Test
    @Timeout(20)
    void sinkThatBlocks_doesNotBlockReports() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch reported = new CountDownLatch(1);
        boolean[] ended = {false};
        Diagnostics slow = new Diagnostics(
                "TEST",
                new FakeReports(line -> {
                    entered.countDown();
                    try {
                        ended[0] = reported.await(10, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }),
                lastResort::add,
                () -> {});
        slow.report("a", "trouble");
        Thread worker = new Thread(() -> slow.emit(now));
        worker.start();
        assertTrue(entered.await(10, TimeUnit.SECONDS));
        slow.report("b", "trouble");
        assertTrue(slow.isDue(now));
        reported.countDown();
        worker.join();
        assertTrue(ended[0]);
    }

    @Test
    void controlCharacters_areEscaped_whateverIsSaid() {
        diagnostics.report("a", "trouble\nwith\u0085a");
        assertSaid("trouble\\nwith\\u0085a");
        diagnostics.recovered("a", "works\u2029again");
        assertSaid("works\\u2029again");
        diagnostics.reportLoss("b", "left\u007f");
        diagnostics.end(false, "the\rend");
        assertSaid("left\\u007F; the\\rend");
    }

    @Test
    void report_whileNoLogIsShown_waitsForOne() {
        reports.isLogShown = false;
        diagnostics.report("a", "trouble");
        assertSaid();
        reports.isLogShown = true;
        now += diagnostics.untilNextLookNanos(now) - 1;
        assertSaid();
        now += 1;
        assertSaid("trouble");
        assertEquals(Long.MAX_VALUE, diagnostics.untilNextLookNanos(now));
    }

    @Test
    void looks_forALogThatIsNeverShown_growRare() {
        reports.isLogShown = false;
        diagnostics.report("a", "trouble");
        for (int look = 0; look < 20; look++) {
            diagnostics.emit(now);
            now += diagnostics.untilNextLookNanos(now);
        }
        diagnostics.emit(now);
        assertEquals(Diagnostics.LONGEST_LOOK_NANOS, diagnostics.untilNextLookNanos(now));
    }

    @Test
    void mistake_whereTheStatusIsShown_isAStatusAlone() {
        reports.isStatusShown = true;
        assertFalse(wakes(() -> diagnostics.reportMistakes(Collections.singletonList("a mistake"))));
        assertEquals(Collections.singletonList("a mistake"), reports.statuses);
        assertSaid();
    }

    @Test
    void mistake_whereNoStatusIsShown_isSaidToo() {
        assertTrue(wakes(() -> diagnostics.reportMistakes(Arrays.asList("a mistake", "another"))));
        assertEquals(Arrays.asList("a mistake", "another"), reports.statuses);
        assertSaid("a mistake", "another");
    }

    private void assertWrittenAtTheEnd(boolean isJvmExiting, String last, String... lines) {
        diagnostics.end(isJvmExiting, last);
        assertEquals(Arrays.asList(lines), lastResort);
    }

    @Test
    void end_whileALogIsShown_isSaidThere() {
        assertWrittenAtTheEnd(false, "3 events are lost");
        assertSaid("3 events are lost");
    }

    @Test
    void end_afterLoggingHasEnded_isOneLineOnStandardError_ofLossesAndMistakesAlone() {
        reports.isLogShown = false;
        diagnostics.report("a", "trouble");
        diagnostics.reportLoss("b", "rejected an event");
        diagnostics.reportLoss("b", "rejected an event");
        diagnostics.reportMistakes(Collections.singletonList("a mistake"));
        assertWrittenAtTheEnd(
                false,
                "3 events are\nlost",
                "Track appender TEST: rejected an event (2 times since the last such line); a mistake; "
                        + "3 events are\\nlost");
        assertEquals(Collections.emptyList(), said);
    }

    @Test
    void end_whileTheJvmExits_isOnStandardError_sinceLoggingMayEndMeanwhile() {
        assertWrittenAtTheEnd(true, "3 events are lost", "Track appender TEST: 3 events are lost");
        assertEquals(Collections.emptyList(), said);
    }

    @Test
    void end_withoutALoss_isSilent() {
        diagnostics.report("a", "trouble");
        assertWrittenAtTheEnd(true, null);
    }

    @Test
    void whatWasSaid_isNotWrittenAgain() {
        diagnostics.reportLoss("a", "rejected an event");
        assertSaid("rejected an event");
        assertWrittenAtTheEnd(true, null);
    }

    @Test
    void lossesAfterTheEnd_areWrittenAtOnce_inFewLines() {
        diagnostics.end(true, null);
        for (int i = 1; i <= 7; i++) {
            diagnostics.reportLoss("a", "dropped an event");
            diagnostics.report("b", "trouble");
        }
        assertEquals(
                Arrays.asList(
                        "Track appender TEST: dropped an event",
                        "Track appender TEST: dropped an event (2 such losses since the end)",
                        "Track appender TEST: dropped an event (4 such losses since the end)"),
                lastResort);
    }

    @Test
    void loss_saidAsLoggingEnds_isWrittenAtTheEndToo() {
        FakeReports[] ending = new FakeReports[1];
        ending[0] = new FakeReports(line -> ending[0].isLogShown = false);
        Diagnostics own = new Diagnostics("TEST", ending[0], lastResort::add, () -> {});
        own.reportLoss("a", "rejected an event");
        own.emit(now);
        own.end(true, null);
        assertEquals(Collections.singletonList("Track appender TEST: rejected an event"), lastResort);
    }
}
