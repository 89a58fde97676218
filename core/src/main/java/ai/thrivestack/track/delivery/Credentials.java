// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import ai.thrivestack.track.TrackOptions;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

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

    /** Never blank. @throws IOException if there is none, with a message that says what to do and shows no secret */
    String secret() throws IOException {
        String found = token != null ? token : file != null ? readAndKeep() : apiKey;
        if (found == null) {
            throw new IOException(TrackOptions.NO_TOKEN);
        }
        return found;
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
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).trim();
        } catch (IOException | SecurityException e) {
            throw new IOException(
                    "tokenFile " + file + " cannot be read: " + e.getClass().getSimpleName());
        }
        if (!text.matches("[\\x21-\\x7e]+")) {
            throw new IOException("tokenFile " + file + " holds no token: it must be one line of visible ASCII");
        }
        return text;
    }

    /** The contents of this are a secret. */
    @Override
    public String toString() {
        return "Credentials";
    }
}
