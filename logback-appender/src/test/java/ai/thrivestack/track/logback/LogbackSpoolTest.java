// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import ai.thrivestack.track.contract.SpoolContract;

class LogbackSpoolTest extends SpoolContract {
    LogbackSpoolTest() {
        super(new LogbackBackend());
    }
}
