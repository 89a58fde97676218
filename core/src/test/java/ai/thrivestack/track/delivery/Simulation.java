// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.FakeReports;
import ai.thrivestack.track.Given;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.buffer.EventBuffer;
import ai.thrivestack.track.buffer.Events;
import ai.thrivestack.track.buffer.Ledger;
import ai.thrivestack.track.report.Diagnostics;
import ai.thrivestack.track.transport.Answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * One history: an application logs, waits and reloads, {@link SimulatedApi} answers, and this is the worker's loop. All of
 * it follows from the seed. The rules are checked after each step; in the end the API works, and all events
 * must arrive.
 */
final class Simulation {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    /** Reading options takes longer than a whole history. */
    private static final List<TrackOptions> SETTINGS = settings();

    private static final int MOST_ROUNDS_AT_ONCE = 100;

    /** What all histories together have seen. */
    static final class Totals {
        long histories;
        long hours;
        long events;
        long requests;
        long failures;
        long rejected;
        /** Bad, but not yet known to be. */
        long undecided;

        long overflows;
        long inOrder;

        /** Histories in which nothing happens would show nothing. */
        void requireVariety(boolean isOne) {
            assertTrue(isOne || failures > requests / 10 && overflows > 0 && inOrder > 0, this::toString);
            assertTrue(isOne || undecided < rejected / 20, this::toString);
        }

        @Override
        public String toString() {
            return histories + " histories of " + hours + " hours: " + events + " events, " + requests + " requests, "
                    + failures + " failed, " + rejected + " events rejected, " + undecided + " undecided, " + overflows
                    + " without room, " + inOrder
                    + " histories in order";
        }
    }

    /** A request in flight. */
    private static final class Request {
        final PendingBatch batch;
        final long sent;
        final Answer answer;
        final long answered;

        Request(PendingBatch batch, long sent, Answer answer, long answered) {
            this.batch = batch;
            this.sent = sent;
            this.answer = answer;
            this.answered = answered;
        }
    }

    private final long seed;
    private final Random random;
    private final SimulatedApi api;
    private final TrackOptions options;
    private final Ledger ledger = new Ledger();
    private final EventBuffer buffer;
    private final Waits waits = new Waits();
    private final DeliveryPolicy policy;
    private final PriorityQueue<Request> inFlight = new PriorityQueue<>(Comparator.comparingLong(r -> r.answered));

    private long now = HOUR;
    private Settings settings;
    private Settings newest;
    private int logged;
    private int requests;
    private int failures;
    /** By batch: writing and parsing one takes longer than all the rest. */
    private final Map<PendingBatch, String[]> bodies = new IdentityHashMap<>();

    private final Set<String> withoutRoom = new HashSet<>();
    private final List<String> order = new ArrayList<>();

    // When the application does what next.
    private long nextLog;
    private long nextWait;
    private long waitsUntil = Long.MAX_VALUE;
    private long nextReload;

    Simulation(long seed) {
        this.seed = seed;
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        api = new SimulatedApi(random, now);
        options = anyOptions();
        settings = new Settings(options, api);
        newest = settings;
        buffer = new EventBuffer(
                options,
                ledger,
                new EventBuffer.Listener() {
                    @Override
                    public void wanted() {}

                    @Override
                    public void lost(Loss loss, byte[] event) {
                        assertEquals(Loss.BUFFER_FULL, loss);
                        withoutRoom.add(new String(event, StandardCharsets.UTF_8));
                    }
                },
                () -> now);
        policy = new DeliveryPolicy(
                settings,
                buffer,
                Events.losses(new Diagnostics("TEST", new FakeReports(line -> {}), line -> {}, () -> {})),
                waits,
                new Backoff(random::nextDouble),
                now);
        nextLog = now + any(SECOND);
        nextWait = now + any(2 * HOUR);
        nextReload = now + any(6 * HOUR);
    }

    private static List<TrackOptions> settings() {
        List<TrackOptions> all = new ArrayList<>();
        for (String batchSize : Arrays.asList("1", "10", "100", "1000")) {
            for (String interval : Arrays.asList("1s", "20s", "1m")) {
                for (String inFlight : Arrays.asList("1", "2", "4")) {
                    for (String buffer : Arrays.asList("1MB", "1MB", "1MB", "1MB", "1MB", "1MB", "1MB", "4KB")) {
                        all.add(Given.options(
                                "batchSize",
                                batchSize,
                                "flushInterval",
                                interval,
                                "maxInFlight",
                                inFlight,
                                "bufferSize",
                                buffer,
                                "overflow",
                                all.size() % 2 == 0 ? "dropNewest" : "dropOldest"));
                    }
                }
            }
        }
        return all;
    }

    private TrackOptions anyOptions() {
        return SETTINGS.get(random.nextInt(SETTINGS.size()));
    }

    private long any(long most) {
        return 1 + (long) (random.nextDouble() * most);
    }

    void run(Totals totals) {
        try {
            long hours = 1 + random.nextInt(2);
            live(now + hours * HOUR);
            api.recover(logged); // good events show which of the others are at fault
            live(now + HOUR / 2);
            nextLog = Long.MAX_VALUE;
            nextReload = Long.MAX_VALUE;
            live(now + HOUR / 2);
            checkEnd();
            totals.histories++;
            totals.hours += hours + 1;
            totals.events += logged;
            totals.requests += requests;
            totals.failures += failures;
            totals.rejected += buffer.counts().rejected();
            totals.undecided += buffer.counts().pending();
            totals.overflows += withoutRoom.size();
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError("-Dsimulation.seed=" + seed + ": " + failed.getMessage(), failed);
        }
        totals.inOrder += checkOrder() ? 1 : 0;
    }

    /** The worker's rounds, and what the application does between them. */
    private void live(long end) {
        int roundsAtOnce = 0;
        while (now < end) {
            settleAnswers();
            if (settings != newest && inFlight.isEmpty()) {
                settings = newest;
                policy.takeUp(settings);
            }
            if (waits.takeBegun()) {
                policy.hurry();
            }
            long before = now;
            PendingBatch next = settings == newest ? policy.next(now, inFlight.size()) : null;
            if (next != null) {
                send(next);
            } else {
                sleep(end);
            }
            roundsAtOnce = now == before ? roundsAtOnce + 1 : 0;
            assertTrue(roundsAtOnce <= MOST_ROUNDS_AT_ONCE, "a busy loop");
        }
    }

    private void settleAnswers() {
        while (!inFlight.isEmpty() && inFlight.peek().answered <= now) {
            Request request = inFlight.poll();
            policy.answered(request.batch, request.answer, request.sent, now, inFlight.size());
            failures += request.answer.status == 200 && request.answer.success ? 0 : 1;
        }
    }

    private void send(PendingBatch next) {
        requests++;
        String[] events = bodies.computeIfAbsent(next, Simulation::bodyOf);
        assertTrue(events.length <= ApiLimits.MAX_REQUEST_EVENTS, () -> events.length + " events in a request");
        assertTrue(inFlight.size() < settings.maxInFlight, () -> inFlight.size() + 1 + " requests at once");
        SimulatedApi.Reply reply = api.reply(events, next.batch.length(), now);
        if (reply.isTaken) {
            order.addAll(Arrays.asList(events));
        }
        inFlight.add(new Request(next, now, reply.answer, now + reply.nanos));
    }

    private static String[] bodyOf(PendingBatch next) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            next.batch.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        assertEquals(next.batch.length(), out.size());
        assertTrue(out.size() <= ApiLimits.MAX_REQUEST_BYTES, () -> out.size() + " bytes in a request");
        String body = new String(out.toByteArray(), StandardCharsets.UTF_8);
        assertTrue(body.startsWith("[") && body.endsWith("]"), body);
        String[] events = body.substring(1, body.length() - 1).split(",");
        assertEquals(next.events(), events.length);
        return events;
    }

    /** Until the worker would wake: by itself, for an answer, or for what the application does. */
    private void sleep(long end) {
        boolean isOpen = settings == newest && policy.isOpen(now, inFlight.size());
        assertTrue(!(isOpen && policy.isDue(now)), "events are due, and the worker has nothing to send");
        int enough = isOpen ? policy.enough(now) : Integer.MAX_VALUE;
        long wait = settings == newest ? policy.waitNanos(now, inFlight.size()) : DeliveryPolicy.LONGEST_WAIT_NANOS;
        assertTrue(wait > 0, "the worker would not sleep");
        if (settings == newest && policy.pauseNanos(now) > 0) { // rounds that can send nothing are left out
            wait = Math.max(wait, Math.min(policy.pauseNanos(now), nextAct() - now));
        }
        long wake = Math.min(end, now + wait);
        if (!inFlight.isEmpty()) {
            wake = Math.min(wake, inFlight.peek().answered);
        }
        boolean isWoken = false;
        while (!isWoken && nextAct() < wake) {
            isWoken = act(enough);
        }
        now = isWoken ? now : wake;
    }

    private long nextAct() {
        return Math.min(Math.min(nextLog, nextReload), Math.min(nextWait, waitsUntil));
    }

    /** What the application does next. @return true if it wakes the worker */
    private boolean act(int enough) {
        if (waitsUntil <= Math.min(Math.min(nextLog, nextReload), nextWait)) {
            now = Math.max(now, waitsUntil);
            waitsUntil = Long.MAX_VALUE;
            waits.end();
            return false;
        }
        if (nextWait <= Math.min(nextLog, nextReload)) {
            now = Math.max(now, nextWait);
            nextWait = now + any(4 * HOUR);
            if (waitsUntil == Long.MAX_VALUE) {
                waitsUntil = now + any(10 * SECOND);
                waits.begin();
            }
            return true;
        }
        if (nextReload <= nextLog) {
            now = Math.max(now, nextReload);
            nextReload = now + any(12 * HOUR);
            newest = new Settings(anyOptions(), api);
            return true;
        }
        now = Math.max(now, nextLog);
        int burst = random.nextInt(10) == 0 ? 1 + random.nextInt(60) : 1;
        for (int i = 0; i < burst; i++) {
            Events.offer(buffer, Events.named("e" + logged++));
        }
        nextLog = now + any(random.nextInt(4) == 0 ? 20 * MINUTE : 2 * MINUTE);
        checkAccount();
        int waiting = buffer.waiting();
        return waiting > 0 && enough != Integer.MAX_VALUE && (waiting >= enough || waits.isAny());
    }

    private void checkAccount() {
        TrackCounts counts = buffer.counts();
        assertEquals(logged, counts.accepted(), counts::toString);
        assertEquals(withoutRoom.size(), counts.dropped(), counts::toString);
        assertTrue(counts.delivered() <= api.taken().size(), counts::toString);
    }

    private void checkEnd() {
        checkAccount();
        TrackCounts counts = buffer.counts();
        int bad = 0;
        for (int i = 0; i < logged; i++) {
            String event = "e" + i;
            boolean isMissing = !api.taken().contains(event) && !withoutRoom.contains(event);
            assertTrue(
                    !isMissing || api.isBad(event),
                    () -> event + " has not arrived, and nothing is wrong with it: " + counts);
            bad += isMissing ? 1 : 0;
        }
        // events accepted without an answer may be refused when they are sent again
        assertTrue(counts.rejected() + counts.pending() >= bad && counts.pending() <= bad, counts::toString);
        assertTrue(api.taken().size() == order.size() || api.losesAnswers(), "events were sent twice");
    }

    /** One request at a time, so that none overtakes another. */
    private boolean checkOrder() {
        if (options.get(TrackOptions.MAX_IN_FLIGHT) > 1 || api.hasFailed()) {
            return false;
        }
        for (int i = 1; i < order.size(); i++) {
            int before = i - 1;
            assertTrue(
                    Integer.parseInt(order.get(before).substring(1))
                            < Integer.parseInt(order.get(i).substring(1)),
                    () -> "-Dsimulation.seed=" + seed + ": " + order.get(before) + " came before "
                            + order.get(before + 1));
        }
        return true;
    }
}
