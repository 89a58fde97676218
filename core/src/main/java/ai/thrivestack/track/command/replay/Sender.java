// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.Verdict;

/** Sends a batch until the API has taken or refused it. Waits for an API that fails, and stops if it refuses us. */
final class Sender {
    private final Function<List<byte[]>, Answer> api;
    private final Pace pace;
    private final Progress progress;

    /** @param api makes one attempt; an empty list asks whether the API works at all */
    Sender(Function<List<byte[]>, Answer> api, Pace pace, Progress progress) {
        this.api = api;
        this.pace = pace;
        this.progress = progress;
    }

    /**
     * @return why the API takes no such batch; null if it was delivered
     * @throws Stopped if it takes nothing now; then the batch is delivered only if its answer got lost
     */
    String send(List<byte[]> events) throws Stopped {
        Attempts attempts = new Attempts(pace);
        boolean refusedUs = false;
        while (true) {
            pace.await(0); // asks whether to stop
            Answer answer = api.apply(events);
            switch (Verdict.of(answer)) {
                case DELIVERED:
                    return null;
                case REFUSED:
                    if (answer.isOfTheApi) {
                        return answer.toString();
                    }
                    throw new Stopped("something else answers in the API's place: " + answer);
                case PAUSE:
                    if (refusedUs) {
                        throw new Stopped(refusesUs(answer));
                    }
                    refusedUs = true; // each attempt reads the token file, which may have changed meanwhile
                    break;
                default:
                    attempts.count();
                    if (attempts.showAPattern() && isOfTheBatch(answer) && works()) {
                        return "fails again and again while the API answers other requests: " + answer;
                    }
                    long wait = attempts.next(answer);
                    progress.say(answer + ". The next attempt is in "
                            + Math.max(1, TimeUnit.NANOSECONDS.toSeconds(wait)) + " s");
                    pace.await(wait);
            }
        }
    }

    /** The request got to the API, and failed there. */
    private static boolean isOfTheBatch(Answer answer) {
        return answer.isBroken || answer.status >= 500;
    }

    /** Asked without an event, which every API can answer that is up. */
    private boolean works() {
        Answer answer = api.apply(Collections.emptyList());
        return answer.isOfTheApi && answer.status >= 200 && answer.status < 500;
    }

    private static String refusesUs(Answer answer) {
        boolean isToken = answer.status == 401 || answer.status == 403;
        return answer + (isToken ? ". The token is refused: write a valid one into tokenFile or token" : "");
    }
}
