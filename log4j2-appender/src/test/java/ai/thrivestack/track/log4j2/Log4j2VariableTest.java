// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import ai.thrivestack.track.contract.VariableContract;

class Log4j2VariableTest extends VariableContract {
    Log4j2VariableTest() {
        super(new Log4j2Backend(), "${TRACK_TEST_UNSET}");
    }
}
