// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import ai.thrivestack.track.BearerToken;
import ai.thrivestack.track.TrackOptions;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What shows the API who we are: {@code token}, or what {@code tokenFile} holds now, or {@code apiKey}. Where the options
 * have none of them, {@link TrackOptions} has put what the environment gives in their place. The file is read for every
 * attempt, since a token lives for hours and the file is a few hundred bytes. Thread-safe.
 */
final class Credentials {
    private final String token;
    private final Path file;
    private final String apiKey;

    /** What the file held last; null if there is no file, or nothing usable was in it. */
    private volatile String lastRead;

    Credentials(TrackOptions options) {
        file = options.get(TrackOptions.TOKEN_FILE);
        token = options.get(TrackOptions.TOKEN);
        apiKey = options.get(TrackOptions.API_KEY);
    }

    /** The header of a request that carries the secret. */
    Header header(String secret) {
        return secret.equals(apiKey) && token == null && file == null
                ? new BasicHeader("x-api-key", secret)
                : new BasicHeader("Authorization", "Bearer " + secret);
    }

    boolean areNone() {
        return token == null && file == null && apiKey == null;
    }

    /** Never blank, unless there are none. @throws IOException if there is none in the file, with a message that says what to do and shows no secret */
    String secret() throws IOException {
        return token != null ? token : file != null ? readAndKeep() : apiKey;
    }

    /** The file holds another token than last time. */
    boolean hasChanged() {
        try {
            return token == null && file != null && !read().equals(lastRead);
        } catch (IOException stillNone) {
            return false;
        }
    }

    private String readAndKeep() throws IOException {
        String now = null;
        try {
            now = read();
            return now;
        } finally {
            lastRead = now;
        }
    }

    private String read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException | SecurityException e) {
            throw new IOException(
                    "tokenFile " + file + " cannot be read: " + e.getClass().getSimpleName());
        }
        try {
            return BearerToken.of(decoded(bytes));
        } catch (IllegalArgumentException none) {
            throw new IOException("tokenFile " + file + " holds no token: " + none.getMessage()
                    + ". It must be one line of visible ASCII");
        }
    }

    /** By the byte order mark, which editors and PowerShell's {@code >} write on Windows. */
    private static String decoded(byte[] bytes) {
        for (Charset charset : Arrays.asList(UTF_8, UTF_16LE, UTF_16BE)) {
            byte[] mark = "\ufeff".getBytes(charset);
            if (bytes.length >= mark.length && Arrays.equals(mark, Arrays.copyOf(bytes, mark.length))) {
                return new String(bytes, mark.length, bytes.length - mark.length, charset);
            }
        }
        return new String(bytes, UTF_8);
    }

    /** The contents of this are a secret. */
    @Override
    public String toString() {
        return "Credentials";
    }
}
