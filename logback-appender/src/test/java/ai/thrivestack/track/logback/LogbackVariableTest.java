// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import ai.thrivestack.track.contract.VariableContract;

class LogbackVariableTest extends VariableContract {
    LogbackVariableTest() {
        super(new LogbackBackend(), "TRACK_TEST_UNSET_IS_UNDEFINED");
    }
}
