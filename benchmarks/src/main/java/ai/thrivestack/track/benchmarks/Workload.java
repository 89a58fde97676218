// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

/** One library as an application calls it. Every call gives one event with an order's id, by which the sink counts. */
public interface Workload extends AutoCloseable {
    /** Before the first call of each thread. */
    default void enter() {}

    void call(int order);

    /** Delivers what waits, as far as the library can be asked to. */
    default void flush() {}

    @Override
    default void close() {}
}
