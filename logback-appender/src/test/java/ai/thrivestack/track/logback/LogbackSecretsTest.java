// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import ai.thrivestack.track.contract.SecretsContract;

class LogbackSecretsTest extends SecretsContract {
    LogbackSecretsTest() {
        super(new LogbackBackend(), "About to instantiate appender of type [" + TrackAppender.class.getName());
    }
}
