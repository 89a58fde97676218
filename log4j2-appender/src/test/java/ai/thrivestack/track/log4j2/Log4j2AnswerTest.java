// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import ai.thrivestack.track.contract.AnswerContract;

class Log4j2AnswerTest extends AnswerContract {
    Log4j2AnswerTest() {
        super(new Log4j2Backend());
    }
}
