// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import ai.thrivestack.track.contract.AnswerContract;

class LogbackAnswerTest extends AnswerContract {
    LogbackAnswerTest() {
        super(new LogbackBackend());
    }
}
