// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.io.IOException;
import java.util.List;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.report.DeadLetters;

/** Records what became of a batch: in the file of {@code --out}, in the account, and last in the position. */
final class Settlement {
    private final Position position;
    private final Account account;
    private final Progress progress;
    /** Null if refused letters are written nowhere. */
    private final DeadLetters out;

    Settlement(Position position, Account account, Progress progress, DeadLetters out) {
        this.position = position;
        this.account = account;
        this.progress = progress;
        this.out = out;
    }

    /** @param refusal why the letters that can be sent were refused; null if they were delivered */
    void settle(List<Letter> batch, String refusal) throws IOException {
        int delivered = 0;
        for (Letter letter : batch) {
            if (letter.flaw != null) {
                write(letter.flaw, "cannot be sent", letter);
                account.unsendable();
            } else if (refusal != null) {
                write(Loss.REFUSED, refusal, letter);
                account.refused();
            } else {
                delivered++;
            }
        }
        account.delivered(delivered);
        long end = batch.get(batch.size() - 1).end;
        position.save(end);
        progress.settled(account, end);
    }

    private void write(Loss loss, String message, Letter letter) throws IOException {
        if (out != null) {
            out.append(loss, message, letter.event);
        }
    }
}
