// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import ai.thrivestack.track.contract.SoakContract;

class Log4j2SoakTest extends SoakContract {
    Log4j2SoakTest() {
        super(new Log4j2Backend());
    }
}
