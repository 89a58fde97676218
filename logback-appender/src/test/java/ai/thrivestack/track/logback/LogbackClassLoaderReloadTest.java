// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import ai.thrivestack.track.contract.ClassLoaderContract;

class LogbackClassLoaderReloadTest extends ClassLoaderContract {
    LogbackClassLoaderReloadTest() {
        super(LogbackBackend.class);
    }
}
