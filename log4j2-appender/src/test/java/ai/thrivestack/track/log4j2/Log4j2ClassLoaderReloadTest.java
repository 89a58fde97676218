// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import ai.thrivestack.track.contract.ClassLoaderContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class Log4j2ClassLoaderReloadTest extends ClassLoaderContract {
    Log4j2ClassLoaderReloadTest() {
        super(Log4j2Backend.class);
    }

    /** Log4j2 itself would stay: its hook for the end of the JVM, as log4j-web knows, and its own beans. */
    @BeforeEach
    void asInAWebApplication() {
        System.setProperty("log4j2.isWebapp", "true");
        System.setProperty("log4j2.shutdownHookEnabled", "false");
        System.setProperty("log4j2.disableJmx", "true");
    }

    @AfterEach
    void asBefore() {
        System.clearProperty("log4j2.isWebapp");
        System.clearProperty("log4j2.shutdownHookEnabled");
        System.clearProperty("log4j2.disableJmx");
    }
}
