// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.IOException;
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
        return file(content, "UTF-8");
    }

    private Path file(String content, String charset) throws IOException {
        return Files.write(directory.resolve("token"), content.getBytes(charset));
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

    @Test
    void token_renewed_isNewUntilItIsUsed() throws IOException {
        Credentials credentials = credentials("token", "secret");
        assertEquals("secret", credentials.secret());
        credentials.renew(Given.options("token", "secret"));
        assertFalse(credentials.hasChanged());
        credentials.renew(Given.options("token", "secret-2"));
        assertTrue(credentials.hasChanged());
        assertEquals("secret-2", credentials.secret());
        assertFalse(credentials.hasChanged());
    }

    @Test
    void apiKey_renewed_staysAKey() throws IOException {
        Credentials credentials = credentials("apiKey", "secret");
        credentials.renew(Given.options("apiKey", "secret-2"));
        assertEquals(
                "x-api-key: secret-2", credentials.header(credentials.secret()).toString());
    }

    /** A token elsewhere would go to where the file's was meant to go. */
    @Test
    void renewal_doesNotChangeTheSource() throws IOException {
        Credentials credentials = credentials("tokenFile", file("secret").toString());
        credentials.renew(Given.options("token", "secret-2", "apiKey", ""));
        assertEquals("secret", credentials.secret());
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

    /** What editors write, and {@code >} of Windows' PowerShell. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void tokenFile_withAByteOrderMark_isRead(String charset) throws IOException {
        Credentials credentials =
                credentials("tokenFile", file("\ufeffsecret\r\n", charset).toString());
        assertEquals("secret", credentials.secret());
        file("\ufeffBearer secret-2\r\n", charset);
        assertEquals("secret-2", credentials.secret());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer secret", "bearer secret\n", " BEARER \t secret ", "Bearer\nsecret"})
    void tokenFile_withTheWordBearer_isRead(String content) throws IOException {
        assertEquals(
                "secret", credentials("tokenFile", file(content).toString()).secret());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearersecret", "secret-Bearer"})
    void tokenFile_whoseTokenHoldsTheWordBearer_isReadAsItIs(String content) throws IOException {
        assertEquals(content, credentials("tokenFile", file(content).toString()).secret());
    }

    @ParameterizedTest(name = "{index}: {2}")
    @CsvSource({
        "'', UTF-8, it is empty",
        "\ufeff, UTF-8, it is empty",
        "\ufeff, UTF-16LE, it is empty",
        "'Bearer \n', UTF-8, it holds nothing but the word Bearer",
        "'secret\nsecret', UTF-8, it has 2 lines",
        "'\ufeffsecret\r\nsecret\r\nsecret\r\n', UTF-16LE, it has 3 lines",
        "'Bearer secret\rsecret', UTF-8, it has 2 lines",
        "secret one, UTF-8, it has a blank inside",
        "Bearer secret one, UTF-8, it has a blank inside",
        "Authorization: Bearer secret, UTF-8, it has a blank inside",
        "secret, UTF-16LE, it holds zero bytes",
        "'secret\nsecret\n', UTF-16BE, it holds zero bytes",
        "secret\u00fc, UTF-8, it holds other characters than visible ASCII",
        "secret\u00fc, ISO-8859-1, it holds other characters than visible ASCII",
        "\u00fcs\u00fcecret\u0001, ISO-8859-1, it holds other characters than visible ASCII"
    })
    void tokenFile_thatHoldsNone_isRefusedWithTheCause(String content, String charset, String cause)
            throws IOException {
        assertRefused(credentials("tokenFile", file(content, charset).toString()), "holds no token: " + cause);
    }
}
