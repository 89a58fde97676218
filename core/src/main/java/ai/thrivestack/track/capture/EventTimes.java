// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

/**
 * The times of the events that one thread logs one after the other. They are strictly increasing, since the API sorts a
 * funnel by them, and many records can have one millisecond: an event gets the time of its record, or if that is not
 * later than the last event's, the last one's and a millisecond. More than {@value #MOST_MILLIS} ms ahead of the record
 * smaller steps are taken, of a microsecond and at last of a nanosecond, so that no event is 10 ms ahead. That is enough
 * for 5,000 events of one thread at once, and for 1,000 in each millisecond with six digits and 2,000 with nine; what is
 * beyond has the last time again. When the clock was set back
 * by 10 ms or more, the record's own time counts.
 *
 * <p>What a thread's last time was is kept in numbers that its caller holds, in a {@code long[]}: a ThreadLocal that
 * holds a class of ours would keep the class loader of a stopped application.
 */
public final class EventTimes {
    /** How many numbers of a thread's state are for the times, from the first one on. */
    public static final int NUMBERS = 2;

    /** The last event's time, in milliseconds since 1970-01-01T00:00Z. */
    static final int MILLIS = 0;
    /** And the nanoseconds beyond that. */
    static final int NANOS = 1;

    private static final long MOST_MILLIS = 5;
    private static final int NANO = 1;
    private static final int MICRO = 1_000;
    private static final int MILLI = 1_000_000;
    /** Not reached: events are less ahead. */
    private static final long END = 10 * MILLI;

    private EventTimes() {}

    /** No event so far. */
    public static long[] begin(long[] thread) {
        thread[MILLIS] = Long.MIN_VALUE;
        return thread;
    }

    static int nanosOfSecond(long[] thread) {
        return (int) (Math.floorMod(thread[MILLIS], 1_000L) * MILLI + thread[NANOS]);
    }

    /** Takes the time of an event of this thread, whose record has this one. */
    static void next(long[] thread, long recordMillis) {
        long millisAhead = thread[MILLIS] - recordMillis;
        if (millisAhead < 0 || millisAhead >= END / MILLI) {
            thread[MILLIS] = recordMillis;
            thread[NANOS] = 0;
        } else if (millisAhead < MOST_MILLIS) {
            thread[MILLIS]++;
            thread[NANOS] = 0;
        } else {
            long ahead = millisAhead * MILLI + thread[NANOS];
            thread[NANOS] += ahead + MICRO < END ? MICRO - thread[NANOS] % MICRO : ahead + NANO < END ? NANO : 0;
            thread[MILLIS] += thread[NANOS] / MILLI;
            thread[NANOS] %= MILLI;
        }
    }
}
