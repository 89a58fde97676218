// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import ai.thrivestack.track.contract.EndingContract;

class LogbackEndingTest extends EndingContract {
    LogbackEndingTest() {
        super(new LogbackBackend());
    }
}
