// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import ai.thrivestack.track.contract.AppenderContract;

class Log4j2ContractTest extends AppenderContract {
    Log4j2ContractTest() {
        super(new Log4j2Backend());
    }
}
