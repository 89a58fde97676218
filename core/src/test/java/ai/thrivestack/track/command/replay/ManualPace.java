// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

/** A clock that only waits move. */
final class ManualPace extends Pace {
    private long nanos;

    @Override
    long nanoTime() {
        return nanos;
    }

    @Override
    void await(long wait) {
        nanos += Math.max(0, wait);
    }
}
