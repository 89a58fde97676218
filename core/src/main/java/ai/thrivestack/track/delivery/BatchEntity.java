// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

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

/** A batch as the body of a request: a JSON array, written event by event without another copy of it. */
final class BatchEntity extends AbstractHttpEntity {
    private final Batch batch;

    BatchEntity(Batch batch) {
        super(ContentType.APPLICATION_JSON, null);
        this.batch = batch;
    }

    /** Compressed as a whole before it is sent, so that its length can be said. */
    static HttpEntity gzip(Batch batch) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(batch.length / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            new BatchEntity(batch).writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // there is no I/O
        }
        return new ByteArrayEntity(compressed.toByteArray(), ContentType.APPLICATION_JSON, "gzip");
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        char before = '[';
        for (byte[] event : batch.events) {
            out.write(before);
            out.write(event);
            before = ',';
        }
        out.write(']');
    }

    @Override
    public InputStream getContent() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(batch.length);
        writeTo(out);
        return new ByteArrayInputStream(out.toByteArray());
    }

    @Override
    public long getContentLength() {
        return batch.length;
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
