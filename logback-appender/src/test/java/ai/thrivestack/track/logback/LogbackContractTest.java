// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import ai.thrivestack.track.contract.AppenderContract;

class LogbackContractTest extends AppenderContract {
    LogbackContractTest() {
        super(new LogbackBackend());
    }
}
