// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import ai.thrivestack.track.contract.ClassLoaderContract;

class Log4j2ClassLoaderReloadTest extends ClassLoaderContract {
    Log4j2ClassLoaderReloadTest() {
        super(Log4j2Backend.class);
    }
}
