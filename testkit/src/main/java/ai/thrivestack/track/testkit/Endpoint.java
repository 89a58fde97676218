// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Decides the answer to each request, by script or by contract, and enters it in the journal before it is sent. Called
 * by the connections' threads.
 */
final class Endpoint {

    private final Script script;
    private final Journal journal;
    private final List<Dislike> dislikes = new CopyOnWriteArrayList<>();
    private volatile Contract contract = new Contract(Tokens.ANY);

    Endpoint(Script script, Journal journal) {
        this.script = script;
        this.journal = journal;
    }

    void accept(Tokens tokens) {
        contract = new Contract(tokens);
    }

    /** What the next request to that path gets: a scripted answer, once, or the contract's. */
    Answer next(String path) {
        return Contract.PATH.equals(path) ? script.next() : Answer.ok();
    }

    /** The answer with its body; null if the journal is closed, since it does not know of the request then. */
    Answer answer(HttpRequest request, Answer next) {
        Verdict verdict = contract.judge(request);
        return next.judged() ? judged(request, verdict, next) : scripted(request, verdict, next);
    }

    /** From now on; the first that fits a request answers it. */
    void answerTo(Predicate<TrackedEvent> event, Answer answer) {
        dislikes.add(new Dislike(event, answer));
    }

    private static final class Dislike {
        final Predicate<TrackedEvent> event;
        final Answer answer;

        Dislike(Predicate<TrackedEvent> event, Answer answer) {
            this.event = event;
            this.answer = answer;
        }
    }

    private Answer judged(HttpRequest request, Verdict verdict, Answer next) {
        for (Dislike dislike : dislikes) {
            if (verdict.events().stream().anyMatch(dislike.event)) {
                return scripted(request, verdict, dislike.answer);
            }
        }
        if (!journal.enter(new ReceivedRequest(request, verdict.eventCount(), verdict.status()), verdict)) {
            return null;
        }
        if (verdict.accepted()) {
            return withBody(next, verdict.message());
        }
        Answer refusal = refusal(verdict).delay(next.delayNanos(), TimeUnit.NANOSECONDS);
        return verdict.status() == 405 ? refusal.header("Allow", "POST") : refusal;
    }

    private Answer scripted(HttpRequest request, Verdict verdict, Answer next) {
        boolean entered = journal.enter(new ReceivedRequest(request, verdict.eventCount(), next.status()));
        return entered ? withBody(next, "scripted") : null;
    }

    private static Answer refusal(Verdict verdict) {
        return withBody(Answer.status(verdict.status()), verdict.message());
    }

    private static Answer withBody(Answer answer, String message) {
        return answer.body() == null ? answer.body(AnswerBody.of(answer.status(), message)) : answer;
    }
}
