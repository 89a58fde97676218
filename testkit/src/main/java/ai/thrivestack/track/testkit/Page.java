// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The live page: one file without anything from elsewhere. Its policy names its script and its style by their hashes, so
 * that nothing which an event holds can run, whatever the page does with it.
 */
final class Page {

    private static final String HTML = read();
    private static final String POLICY = "default-src 'none'; connect-src 'self'; img-src data:"
            + "; script-src '" + hash("script") + "'; style-src '" + hash("style") + "'"
            + "; require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Page() {}

    static Answer answer() {
        return Control.safe(Answer.ok(), "text/html; charset=utf-8")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .body(HTML);
    }

    private static String read() {
        try (InputStream in = Page.class.getResourceAsStream("page.html")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[16_384];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.write(buffer, 0, read);
            }
            return bytes.toString("UTF-8");
        } catch (IOException e) {
            throw new IllegalStateException("the page is not in the jar", e);
        }
    }

    private static String hash(String element) {
        String start = "<" + element + ">";
        String text = HTML.substring(HTML.indexOf(start) + start.length(), HTML.indexOf("</" + element + ">"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
