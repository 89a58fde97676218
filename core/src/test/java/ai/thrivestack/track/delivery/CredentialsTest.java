// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import ai.thrivestack.track.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CredentialsTest {
    @TempDir
    private Path directory;

    private static Credentials credentials(String... options) {
        return new Credentials(Given.options(options));
    }

    private Path file(String content) throws IOException {
        return Files.write(directory.resolve("token"), content.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(Credentials credentials, String... parts) {
        String message = assertThrows(IOException.class, credentials::secret).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertFalse(message.contains("secret"), message);
        assertFalse(credentials.toString().contains("secret"));
    }

    @Test
    void token_given_isUsed() throws IOException {
        Credentials credentials = credentials("token", "secret");
        assertEquals("secret", credentials.secret());
        assertFalse(credentials.toString().contains("secret"));
    }

    @ParameterizedTest
    @CsvSource({"THRIVESTACK_TOKEN, Authorization: Bearer secret", "THRIVESTACK_API_KEY, x-api-key: secret"})
    void environment_givesTheHeaderOfItsKind(String variable, String header) throws IOException {
        Credentials credentials = new Credentials(Given.environment(variable, "secret"));
        assertEquals("secret", credentials.secret());
        assertEquals(header, credentials.header("secret").toString());
        assertFalse(credentials.toString().contains("secret"));
    }

    @Test
    void tokenFile_isReadForEveryAttempt() throws IOException {
        Path file = file("secret-1\n");
        Credentials credentials = credentials("tokenFile", file.toString());
        assertEquals("secret-1", credentials.secret());
        file("  secret-2\r\n\n");
        assertEquals("secret-2", credentials.secret());
        Files.delete(file);
        assertRefused(credentials, "tokenFile", file.toString(), "NoSuchFileException");
        file("secret-3");
        assertEquals("secret-3", credentials.secret());
    }

    @Test
    void tokenFile_thatComesLater_isRead() throws IOException {
        Credentials credentials =
                credentials("tokenFile", directory.resolve("token").toString());
        assertRefused(credentials, "cannot be read");
        file("secret");
        assertEquals("secret", credentials.secret());
    }

    @Test
    void tokenFile_thatIsADirectory_isRefused() {
        assertRefused(credentials("tokenFile", directory.toString()), "tokenFile", directory.toString());
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "",
                " \n\t ",
                "secret one",
                "secret\nsecret",
                "secret\rX-Header: a",
                "secret\u00fc",
                "secret\0secret"
            })
    void tokenFile_withoutOneLineOfVisibleAscii_isRefused(String content) throws IOException {
        Path file = file(content);
        assertRefused(credentials("tokenFile", file.toString()), "tokenFile", file.toString(), "one line");
    }
}
