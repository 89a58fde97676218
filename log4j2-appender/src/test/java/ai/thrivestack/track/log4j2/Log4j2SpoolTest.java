// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import ai.thrivestack.track.contract.SpoolContract;

class Log4j2SpoolTest extends SpoolContract {
    Log4j2SpoolTest() {
        super(new Log4j2Backend());
    }
}
