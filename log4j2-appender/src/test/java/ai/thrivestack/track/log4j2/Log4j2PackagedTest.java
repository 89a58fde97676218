// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import ai.thrivestack.track.contract.PackagedContract;

class Log4j2PackagedTest extends PackagedContract {
    Log4j2PackagedTest() {
        super(new Log4j2Backend());
    }
}
