// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Token, API key and proxy password are seen nowhere, however loud the application's logging is. */
@OnOldestAndNewest
public abstract class SecretsContract {
    private final Backend backend;
    private final String debugLine;

    /** @param debugLine what the framework's own debug says of the appender */
    protected SecretsContract(Backend backend, String debugLine) {
        this.backend = backend;
        this.debugLine = debugLine;
    }

    @Test
    void nothingThatCanBeSeen_showsASecret() throws Exception {
        String output = ChildJvm.output("-Xmx128m", SecretLives.class, backend);
        assertShown(output, SecretLives.AT_TRACE);
        assertShown(output, debugLine);
        assertShown(output, "WARN ai.thrivestack.track cannot deliver, 1 events wait: 401 cannot take [hidden]");
        assertShown(output, "cannot deliver, 1 events wait: 407");
        assertShown(output, "cannot deliver, 1 events wait: no connection");
        assertShown(output, "1 events are lost, not delivered by the end: ");
        assertShown(output, "token=[hidden] cannot be used");
        assertShown(output, "apiKey=[hidden] cannot be used");
        assertShown(output, "proxy=[hidden] cannot be used");
        assertShown(output, "there is no option tokn");
        assertShown(output, "Account=accepted 1 = delivered 1");
        assertShown(output, "shown ai.thrivestack.track.pipeline.TrackPipeline");
        assertShown(output, "shown ai.thrivestack.track.TrackOptions");
        assertShown(output, "shown ai.thrivestack.track.transport.Credentials");
        String encoded = SecretLives.encodedProxyCredentials();
        List<String> leaks = Arrays.stream(output.split("\n"))
                .filter(line -> line.contains(SecretLives.SECRET) || line.contains(encoded))
                .collect(Collectors.toList());
        assertEquals(0, leaks.size(), leaks::toString);
    }

    private static void assertShown(String output, String part) {
        assertTrue(output.contains(part), () -> "not shown: " + part + " in " + output);
    }
}
