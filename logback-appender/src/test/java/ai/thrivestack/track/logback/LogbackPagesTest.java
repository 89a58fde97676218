// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.net.URI;

import ai.thrivestack.track.pages.PagesContract;
import ai.thrivestack.track.pages.Snippet;

class LogbackPagesTest extends PagesContract {
    LogbackPagesTest() {
        super(new LogbackBackend(), Snippet.Kind.LOGBACK, Snippet.Kind.JAVA);
    }

    @Override
    protected String whole(String text) {
        if (text.contains("<configuration>")) {
            return text;
        }
        String appender = text.contains("<appender ")
                ? text
                : "<appender name='TRACK' class='" + TrackAppender.class.getName() + "'><token>any</token>" + text
                        + "</appender>";
        return "<configuration>" + appender + "<root level='INFO'><appender-ref ref='TRACK'/></root></configuration>";
    }

    @Override
    protected String local(String configuration, URI endpoint, String token) {
        return configuration.replaceAll(
                "<tokenFile>[^<]*</tokenFile>", "<endpoint>" + endpoint + "</endpoint>\n<token>" + token + "</token>");
    }

    @Override
    protected boolean isOfThisFramework(String call) {
        return !call.contains("kv(") && !call.contains("Message("); // not on the class path here, and Log4j2's
    }
}
