// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

/**
 * Ten thousand different histories of delivery, each some hours long, on one thread and in virtual time. A
 * failure names its seed: {@code -Dsimulation.seed=N} runs only that one, {@code -Dsimulation.histories=N} runs more.
 */
class DeliverySimulationTest {
    private static final Long SEED = Long.getLong("simulation.seed");
    private static final long HISTORIES = Long.getLong("simulation.histories", 10_000);

    @Test
    void whateverTheApiDoes_nothingIsLostThatItDidNotRefuse() {
        long begin = System.nanoTime();
        LongStream seeds = SEED != null ? LongStream.of(SEED) : LongStream.range(0, HISTORIES);
        Simulation.Totals totals = new Simulation.Totals();
        seeds.forEach(seed -> new Simulation(seed).run(totals));
        System.out.println("simulated " + totals + ", in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        totals.requireVariety(SEED != null);
    }
}
