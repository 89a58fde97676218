// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

class Log4j2FormsTest extends Log4j2FormsContract {
    Log4j2FormsTest() {
        super(false);
    }
}
