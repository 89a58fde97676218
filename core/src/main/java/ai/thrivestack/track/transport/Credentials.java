// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

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
 * Authenticates us to the API: {@code token}, or the present content of {@code tokenFile}, or {@code apiKey}. If the
 * options have none of them, {@link TrackOptions} has set the environment's value. The file is read for every attempt,
 * since a token is valid for hours and the file has a few hundred bytes. Thread-safe.
 */
public final class Credentials {
    private final Path file;
    /** A source may renew them. */
    private volatile String token;

    private volatile String apiKey;

    /** What {@link #secret} last gave; null if it gave nothing, or the file held no usable token. */
    private volatile String lastGiven;

    public Credentials(TrackOptions options) {
        file = options.get(TrackOptions.TOKEN_FILE);
        token = options.get(TrackOptions.TOKEN);
        apiKey = options.get(TrackOptions.API_KEY);
    }

    /** Takes token and key of these options, where they have any, in place of those that it has. */
    public void renew(TrackOptions options) {
        token = token == null ? null : orElse(options.get(TrackOptions.TOKEN), token);
        apiKey = apiKey == null ? null : orElse(options.get(TrackOptions.API_KEY), apiKey);
    }

    private static String orElse(String renewed, String former) {
        return renewed == null ? former : renewed;
    }

    /** The request header that carries the secret. */
    Header header(String secret) {
        return secret.equals(apiKey) && token == null && file == null
                ? new BasicHeader("x-api-key", secret)
                : new BasicHeader("Authorization", "Bearer " + secret);
    }

    /** Why there is no secret that can be sent now, as a sentence without a secret; null if there is one. */
    public String problem() {
        try {
            return secret() == null ? TrackOptions.NO_TOKEN : null;
        } catch (IOException noToken) {
            return noToken.getMessage();
        }
    }

    boolean areNone() {
        return token == null && file == null && apiKey == null;
    }

    /**
     * Not blank; null if {@link #areNone}.
     *
     * @throws IOException if the file holds no token; the message says what to do and shows no secret
     */
    String secret() throws IOException {
        String now = null;
        try {
            now = present();
            return now;
        } finally {
            lastGiven = now;
        }
    }

    /** The secret is not the one that {@link #secret} last gave. */
    boolean hasChanged() {
        try {
            return !areNone() && !present().equals(lastGiven);
        } catch (IOException stillNone) {
            return false;
        }
    }

    private String present() throws IOException {
        String given = token;
        return given != null ? given : file != null ? read() : apiKey;
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

    /** By the byte order mark: on Windows, editors and PowerShell's {@code >} write one. */
    private static String decoded(byte[] bytes) {
        for (Charset charset : Arrays.asList(UTF_8, UTF_16LE, UTF_16BE)) {
            byte[] mark = "\ufeff".getBytes(charset);
            if (bytes.length >= mark.length && Arrays.equals(mark, Arrays.copyOf(bytes, mark.length))) {
                return new String(bytes, mark.length, bytes.length - mark.length, charset);
            }
        }
        return new String(bytes, UTF_8);
    }

    /** Shows no field, since they are secret. */
    @Override
    public String toString() {
        return "Credentials";
    }
}
