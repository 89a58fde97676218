// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A scripted answer and how many requests are still to get it. Immutable. */
final class Turn {

    static final long ALWAYS = Long.MAX_VALUE;

    private final Answer answer;
    private final long times;

    Turn(Answer answer, long times) {
        this.answer = answer;
        this.times = times;
    }

    Answer answer() {
        return answer;
    }

    boolean isLast() {
        return times == 1;
    }

    Turn taken() {
        return times == ALWAYS ? this : new Turn(answer, times - 1);
    }

    /** In the words of {@link TurnReader}. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (answer.ending() != Answer.Ending.COMPLETE) {
            fields.put("ending", answer.ending().name().toLowerCase(Locale.ROOT));
        } else if (!answer.judged()) {
            fields.put("status", answer.status());
        }
        fields.put("times", times == ALWAYS ? "always" : times);
        if (answer.headers().containsKey("Retry-After")) {
            fields.put("retryAfter", answer.headers().get("Retry-After"));
        }
        if (answer.delayNanos() > 0) {
            fields.put("delayMillis", TimeUnit.NANOSECONDS.toMillis(answer.delayNanos()));
        }
        if (answer.body() != null) {
            fields.put("body", Excerpt.of(answer.body()));
        }
        return fields;
    }
}
