// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import ai.thrivestack.track.contract.DeliveryContract;

class Log4j2DeliveryTest extends DeliveryContract {
    Log4j2DeliveryTest() {
        super(new Log4j2Backend());
    }
}
