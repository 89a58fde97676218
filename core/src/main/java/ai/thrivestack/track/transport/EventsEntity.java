// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** The body of a request, written without another copy of the events. */
final class EventsEntity extends AbstractHttpEntity {
    private final RequestBody body;

    EventsEntity(RequestBody body) {
        super(ContentType.APPLICATION_JSON, null);
        this.body = body;
    }

    /** Compressed as a whole before it is sent, so that the request can state its length. */
    static HttpEntity gzip(RequestBody body) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length() / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            new EventsEntity(body).writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // there is no I/O
        }
        return new ByteArrayEntity(compressed.toByteArray(), ContentType.APPLICATION_JSON, "gzip");
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        body.writeTo(out);
    }

    @Override
    public InputStream getContent() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length());
        writeTo(out);
        return new ByteArrayInputStream(out.toByteArray());
    }

    @Override
    public long getContentLength() {
        return body.length();
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {}
}
