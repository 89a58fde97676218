// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.net.URI;

import ai.thrivestack.track.pages.PagesContract;
import ai.thrivestack.track.pages.Snippet;

class Log4j2PagesTest extends PagesContract {
    Log4j2PagesTest() {
        super(new Log4j2Backend(), Snippet.Kind.LOG4J2, Snippet.Kind.JAVA_LOG4J2);
    }

    @Override
    protected String whole(String text) {
        return text;
    }

    @Override
    protected String local(String configuration, URI endpoint, String token) {
        return configuration.replaceAll("tokenFile=\"[^\"]*\"", "endpoint=\"" + endpoint + "\" token=\"" + token + '"');
    }

    @Override
    protected boolean isOfThisFramework(String call) {
        return !call.contains("kv("); // Logback's
    }
}
