// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import ai.thrivestack.track.contract.ReloadContract;

import static org.junit.jupiter.api.Assertions.assertEquals;

class Log4j2ReloadTest extends ReloadContract {
    Log4j2ReloadTest() {
        super(new Log4j2Backend());
    }

    @Override
    protected void judgeCalls(int calls, long accepted) {
        assertEquals(calls, accepted);
    }
}
