// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import ai.thrivestack.track.contract.SoakContract;

class LogbackSoakTest extends SoakContract {
    LogbackSoakTest() {
        super(new LogbackBackend());
    }
}
