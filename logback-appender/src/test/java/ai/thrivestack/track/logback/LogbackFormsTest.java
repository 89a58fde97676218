// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

class LogbackFormsTest extends LogbackFormsContract {
    LogbackFormsTest() {
        super(false);
    }
}
