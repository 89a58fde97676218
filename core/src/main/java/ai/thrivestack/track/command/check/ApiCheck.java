// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.check;

import java.util.Collections;
import java.util.function.BiConsumer;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.command.check.Finding.Kind;
import ai.thrivestack.track.command.line.Api;
import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.Verdict;

/** Asks the API whether it can be reached, and whether it refuses the token: one request, never a second. */
final class ApiCheck {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final TrackOptions options;
    private final BiConsumer<Kind, String> found;

    /** @param found takes what was found out */
    ApiCheck(TrackOptions options, BiConsumer<Kind, String> found) {
        this.options = options;
        this.found = found;
    }

    /** A list without events: the contract refuses it, but only a valid token gets that far. */
    void withoutAnEvent() {
        Answer answer = send(null);
        if (isProblem(answer)) {
            return;
        }
        found.accept(
                Kind.OK,
                options.get(TrackOptions.ENDPOINT) + " answers and does not refuse the token. It got no event"
                        + (answer.status < 300 ? "" : ", and says so with " + answer.status)
                        + "; --send-test-event shows whether it takes one");
    }

    void withATestEvent() {
        TestEvent event = new TestEvent(options);
        Answer answer = send(event);
        if (isProblem(answer)) {
            return;
        }
        if (Verdict.of(answer) == Verdict.REFUSED) {
            found.accept(Kind.API, "the API refuses the test event: " + answer);
            return;
        }
        found.accept(
                Kind.OK,
                options.get(TrackOptions.ENDPOINT) + " has taken the event " + TestEvent.NAME + " with event_id "
                        + event.id);
        answer.warnings.forEach(warning -> found.accept(Kind.WARNING, "the API says of the test event: " + warning));
    }

    private Answer send(TestEvent event) {
        try (Api api = new Api(options)) {
            return event == null ? api.sendNoEvent() : api.send(Collections.singletonList(event.json));
        }
    }

    /** Whether the request got to no API, or to one that refuses us; then that is told. */
    private boolean isProblem(Answer answer) {
        if (answer.status <= Answer.NO_ANSWER) {
            found.accept(Kind.NETWORK, answer.toString());
        } else if (answer.status == UNAUTHORIZED || answer.status == FORBIDDEN) {
            found.accept(Kind.TOKEN, "the token is refused: " + answer + ". Write a valid one");
        } else if (Verdict.of(answer) == Verdict.PAUSE) {
            found.accept(Kind.API, "endpoint is not the Track API's: " + answer + ". Check endpoint and proxy");
        } else if (Verdict.of(answer) == Verdict.RETRY) {
            found.accept(Kind.API, "the API takes nothing now: " + answer);
        } else if (Verdict.of(answer) == Verdict.REFUSED && !answer.isOfTheApi) {
            found.accept(Kind.API, "something else answers in the API's place: " + answer);
        } else {
            return false;
        }
        return true;
    }
}
