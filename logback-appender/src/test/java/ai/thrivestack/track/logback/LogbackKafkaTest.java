// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import ai.thrivestack.track.contract.KafkaContract;

class LogbackKafkaTest extends KafkaContract {
    LogbackKafkaTest() {
        super(new LogbackBackend());
    }
}
