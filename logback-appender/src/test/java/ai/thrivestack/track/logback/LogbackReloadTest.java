// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import ai.thrivestack.track.contract.ReloadContract;

import static org.junit.jupiter.api.Assertions.assertTrue;

class LogbackReloadTest extends ReloadContract {
    LogbackReloadTest() {
        super(new LogbackBackend());
    }

    /** From a reset to the end of the configuration Logback has no appenders: such calls go nowhere. */
    @Override
    protected void judgeCalls(int calls, long accepted) {
        assertTrue(accepted <= calls, () -> accepted + " of " + calls);
        System.out.println("Logback " + System.getProperty("framework.version") + ": " + (calls - accepted) + " of "
                + calls + " calls were made while three reloads had no appenders");
    }
}
