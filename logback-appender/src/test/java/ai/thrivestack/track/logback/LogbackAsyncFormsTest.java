// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

class LogbackAsyncFormsTest extends LogbackFormsContract {
    LogbackAsyncFormsTest() {
        super(true);
    }
}
