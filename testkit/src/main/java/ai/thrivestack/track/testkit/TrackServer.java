// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A Track API on the loopback interface that accepts and refuses requests by the contract, and remembers both. Tests
 * deliver to {@link #endpoint()} and look at {@link #events()}; {@link #next} makes it misbehave; {@link #page()} shows
 * it to people.
 *
 * <pre>{@code
 * try (TrackServer server = TrackServer.start()) {
 *     // configure the appender with server.endpoint(), log
 *     TrackedEvent event = server.awaitEvents(1, 5, TimeUnit.SECONDS).get(0);
 * }
 * }</pre>
 *
 * <p>A request is all or nothing, and is remembered before it is answered: what a client has been told, the lists show.
 * Everything is kept in memory until {@link #clear()}, request bodies excepted. Safe for use by several threads; its
 * own threads are daemons named {@code track-server-PORT-N}.
 */
public final class TrackServer implements AutoCloseable {

    private final Script script = new Script();
    private final Journal journal;
    private final Endpoint answers;
    private final LocalServer http;

    private TrackServer(int port, boolean keepsAll) throws IOException {
        journal = new Journal(keepsAll);
        answers = new Endpoint(script, journal);
        http = new LocalServer(port, answers, new Control(script, journal));
    }

    /** Starts on a free port. {@link UncheckedIOException} where the loopback interface cannot be used. */
    public static TrackServer start() {
        return start(0);
    }

    /**
     * Starts on that port of 127.0.0.1, also if a server has just been closed there; 0 stands for a free port.
     *
     * @throws UncheckedIOException if the port is in use or forbidden
     * @throws IllegalArgumentException if the port is not 0 to 65535
     */
    public static TrackServer start(int port) {
        return start(port, true);
    }

    /** For a program that runs for days: keeps what the page shows, and nothing for the lists here and their waits. */
    static TrackServer startBounded(int port) {
        return start(port, false);
    }

    private static TrackServer start(int port, boolean keepsAll) {
        try {
            return new TrackServer(port, keepsAll);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    /** The page warns of what this finds wrong with an event, from now on, too. */
    void warnBy(Function<TrackedEvent, List<String>> plan) {
        journal.warnBy(plan);
    }

    /** Where events are delivered to: {@code http://127.0.0.1:PORT/api/track}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port() + Contract.PATH);
    }

    /** The live page for a browser: {@code http://127.0.0.1:PORT/}. */
    public URI page() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    /** The port listened on; still told after {@link #close()}. */
    public int port() {
        return http.port();
    }

    /**
     * From now on only these bearer tokens are valid; without any, none is. Default: every non-empty token is valid.
     *
     * @throws IllegalArgumentException for a null or empty token
     */
    public void accept(String... tokens) {
        answers.accept(Tokens.only(tokens));
    }

    /**
     * The next requests to the endpoint get these answers, in this order and once each, before the contract answers
     * again. Answers that are still waiting from an earlier call come first.
     */
    public void next(Answer... answers) {
        script.add(answers);
        journal.changed();
    }

    /**
     * From now on a request that keeps to the contract gets this answer if one of its events fits, and none of its
     * events is accepted.
     */
    public void answerTo(Predicate<TrackedEvent> event, Answer answer) {
        answers.answerTo(event, answer);
    }

    /** The events accepted so far, in the order of arrival: an unmodifiable snapshot. */
    public List<TrackedEvent> events() {
        return journal.events();
    }

    /** The faults found so far in the requests that the contract refused: an unmodifiable snapshot. */
    public List<Refusal> refusals() {
        return journal.refusals();
    }

    /** The requests received so far, whatever their path and answer, without the page's own: an unmodifiable snapshot. */
    public List<ReceivedRequest> requests() {
        return journal.requests();
    }

    /**
     * Waits until at least that many events have been accepted since the start or {@link #clear()}.
     *
     * @return all events accepted so far
     * @throws AssertionError if they have not come in time, if the server is closed, or if the thread is interrupted;
     *     says how many came and why requests were refused
     */
    public List<TrackedEvent> awaitEvents(int count, long timeout, TimeUnit unit) {
        return journal.awaitEvents(count, timeout, unit);
    }

    /**
     * Waits until a condition on this server holds. It is evaluated at once, after each request and at the end of the
     * time, on the calling thread and under the server's lock, so that it must not wait for anything.
     *
     * @param what names the condition in the error
     * @throws AssertionError as {@link #awaitEvents} does
     */
    public void await(String what, BooleanSupplier condition, long timeout, TimeUnit unit) {
        journal.await(what, condition, timeout, unit);
    }

    /** From now on the contract answers: those of {@link #next} that no request has got yet are forgotten. */
    public void clearAnswers() {
        script.clear();
    }

    /** Forgets events, refusals, requests and waiting answers; valid tokens and listeners stay. */
    public void clear() {
        journal.clear();
        script.clear(); // last: until then a script that refuses lets no event in that would be forgotten
    }

    /** What was received, also where the lists are not kept. */
    Map<String, Object> counts() {
        return journal.recent(Recent::counts);
    }

    /**
     * From now on that listener gets every accepted event, one at a time and in the order of {@link #events()}, before
     * the request is answered. Called on a server's thread under the server's lock, so that it must not wait for
     * anything; if it throws, the connection is dropped.
     */
    public void onEvent(Consumer<TrackedEvent> listener) {
        journal.onEvent(Objects.requireNonNull(listener, "listener"));
    }

    /** From now on that listener gets every refusal, in the manner of {@link #onEvent}. */
    public void onRefusal(Consumer<Refusal> listener) {
        journal.onRefusal(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Drops all connections, and frees the port. A request that the lists show has its answer first, unless that answer is
     * delayed or its client takes longer than a second to read it. What was received stays readable, nothing is added, and
     * a thread that waits gets an AssertionError. Closing again does nothing.
     */
    @Override
    public void close() {
        journal.close();
        http.close();
    }
}
