// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import ai.thrivestack.track.contract.DeliveryContract;

class LogbackDeliveryTest extends DeliveryContract {
    LogbackDeliveryTest() {
        super(new LogbackBackend());
    }
}
