// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import ai.thrivestack.track.contract.KafkaContract;

class Log4j2KafkaTest extends KafkaContract {
    Log4j2KafkaTest() {
        super(new Log4j2Backend());
    }
}
