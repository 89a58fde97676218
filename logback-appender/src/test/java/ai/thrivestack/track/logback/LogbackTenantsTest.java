// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.Map;

import ai.thrivestack.track.contract.TenantsContract;
import ch.qos.logback.classic.sift.SiftingAppender;

class LogbackTenantsTest extends TenantsContract {
    LogbackTenantsTest() {
        super(new LogbackBackend());
    }

    @Override
    protected String perTenant(Map<String, String> options, boolean evicts) {
        StringBuilder xml = new StringBuilder("<configuration><appender name='SIFT' class='"
                + SiftingAppender.class.getName()
                + "'><discriminator><key>tenant</key><defaultValue>none</defaultValue>"
                + "</discriminator><maxAppenderCount>" + (evicts ? 1 : 100) + "</maxAppenderCount><sift>"
                + "<appender name='TRACK' class='" + TrackAppender.class.getName()
                + "'><token>${tenant}-token</token>");
        options.forEach((option, text) -> xml.append('<' + option + '>' + text + "</" + option + '>'));
        return xml + "</appender></sift></appender><root level='INFO'><appender-ref ref='SIFT'/></root>"
                + "</configuration>";
    }
}
