// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import ai.thrivestack.track.contract.SecretsContract;

class Log4j2SecretsTest extends SecretsContract {
    Log4j2SecretsTest() {
        super(new Log4j2Backend(), "options=[endpoint, ");
    }
}
