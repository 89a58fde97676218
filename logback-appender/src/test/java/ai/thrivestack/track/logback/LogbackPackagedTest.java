// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import ai.thrivestack.track.contract.PackagedContract;

class LogbackPackagedTest extends PackagedContract {
    LogbackPackagedTest() {
        super(new LogbackBackend());
    }
}
