// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import ai.thrivestack.track.contract.EndingContract;

class Log4j2EndingTest extends EndingContract {
    Log4j2EndingTest() {
        super(new Log4j2Backend());
    }
}
