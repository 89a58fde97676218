// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.RequestBody;
import ai.thrivestack.track.transport.Transport;

/**
 * An API, with the network in between, in virtual time: its condition (the weather) changes. It never accepts some events,
 * for several reasons, and some requests are too large for a proxy.
 */
final class SimulatedApi implements Transport {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private enum Weather {
        FINE,
        FINE_AS_WELL,
        /** Some requests fail with 500, whatever is in them. */
        UNSTEADY,
        /** 503, some with Retry-After. */
        DOWN,
        /** Nothing comes back. */
        GONE,
        /** The exchange breaks off. */
        BREAKING,
        /** 401. */
        FORBIDDEN,
        /** A proxy's page with 403. */
        A_PAGE,
        /** 400 by something that is not the API. */
        ODD,
        /** It accepts the events, and its answer is lost. */
        MUTE
    }

    static final class Reply {
        final boolean isTaken;
        final Answer answer;
        final long nanos;

        Reply(boolean isTaken, Answer answer, long nanos) {
            this.isTaken = isTaken;
            this.answer = answer;
            this.nanos = nanos;
        }
    }

    private final Random random;
    /** One event in this number is refused with 400; 0 for none. */
    private final int refused;
    /** One event in this number makes it fail with 500; 0 for none. */
    private final int fatal;
    /** Larger requests are answered with 413. */
    private final int mostBytes;
    /** Only the token can fail. */
    private final boolean isGood;

    private Weather weather = Weather.FINE;
    private long weatherUntil;
    private boolean recovered;
    private int goodFrom = Integer.MAX_VALUE;
    private boolean failed;
    private boolean mute;
    private boolean newToken;
    private final Set<String> taken = new HashSet<>();

    SimulatedApi(Random random, long now) {
        this.random = random;
        isGood = random.nextInt(10) == 0;
        refused = isGood || random.nextInt(2) == 0 ? 0 : 3 + random.nextInt(200);
        fatal = isGood || random.nextInt(3) > 0 ? 0 : 20 + random.nextInt(200);
        mostBytes = isGood || random.nextInt(4) > 0 ? Integer.MAX_VALUE : 20 + random.nextInt(400);
        weatherUntil = now + any(10 * MINUTE);
    }

    private long any(long most) {
        return 1 + (long) (random.nextDouble() * most);
    }

    /** Fine weather, from now on, and from this number on good events. */
    void recover(int number) {
        recovered = true;
        goodFrom = number;
        weather = Weather.FINE;
    }

    /** The events are known by their numbers. */
    boolean isBad(String event) {
        return isOneIn(refused, event) || isOneIn(fatal, event);
    }

    private boolean isOneIn(int number, String event) {
        int eventNumber = Integer.parseInt(event.substring(1));
        return number > 0 && eventNumber % number == number - 1 && eventNumber < goodFrom;
    }

    private boolean holds(int number, String[] events) {
        for (String event : events) {
            if (isOneIn(number, event)) {
                return true;
            }
        }
        return false;
    }

    Reply reply(String[] events, int length, long now) {
        if (!recovered && now >= weatherUntil) {
            Weather[] all = isGood ? new Weather[] {Weather.FINE, Weather.FORBIDDEN} : Weather.values();
            weather = all[random.nextInt(all.length)];
            weatherUntil = now + any(random.nextInt(4) == 0 ? 60 * MINUTE : 5 * MINUTE);
        }
        newToken = false; // this is the one that was sent last
        long nanos = any(random.nextInt(20) == 0 ? 10 * SECOND : SECOND / 10);
        switch (weather) {
            case UNSTEADY:
                return random.nextInt(4) == 0 ? failed(status(500, 0), nanos) : judged(events, length, nanos);
            case DOWN:
                return failed(status(503, random.nextInt(4) == 0 ? any(MINUTE) : 0), nanos);
            case GONE:
                return failed(Answer.none("no answer"), nanos);
            case BREAKING:
                return failed(Answer.broken("broken off"), nanos);
            case FORBIDDEN:
                return new Reply(false, status(401, 0), nanos);
            case A_PAGE:
                return failed(other(403, "Blocked"), nanos);
            case ODD:
                return failed(other(400, null), nanos);
            case MUTE:
                mute = true;
                Reply judged = judged(events, length, nanos);
                return judged.isTaken ? new Reply(true, Answer.broken("answer lost"), nanos) : judged;
            default:
                return judged(events, length, nanos);
        }
    }

    private Reply judged(String[] events, int length, long nanos) {
        if (length > mostBytes && events.length > 1) {
            return failed(status(413, 0), nanos);
        }
        if (holds(fatal, events)) {
            return failed(status(500, 0), nanos);
        }
        if (holds(refused, events)) {
            return failed(status(400, 0), nanos);
        }
        Collections.addAll(taken, events);
        return new Reply(true, status(200, 0), nanos);
    }

    private Reply failed(Answer answer, long nanos) {
        failed = true;
        return new Reply(false, answer, nanos);
    }

    private static Answer status(int status, long retryAfterNanos) {
        return new Answer(status, status == 200, "", Collections.emptyList(), retryAfterNanos);
    }

    /** By something else than the API. */
    private static Answer other(int status, String page) {
        return new Answer(status, false, "", Collections.emptyList(), false, page, false, 0);
    }

    Set<String> taken() {
        return taken;
    }

    /** A request failed, and not only because of the token. */
    boolean hasFailed() {
        return failed || mute;
    }

    boolean losesAnswers() {
        return mute;
    }

    @Override
    public Answer send(RequestBody body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasNewToken() {
        newToken |= random.nextInt(1_000) == 0;
        return newToken;
    }

    @Override
    public void close() {}
}
