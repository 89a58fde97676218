// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A batch as the body of a request: a JSON array, written event by event without another copy of it. */
final class BatchEntity extends AbstractHttpEntity {
    private final Batch batch;

    BatchEntity(Batch batch) {
        super(ContentType.APPLICATION_JSON, null);
        this.batch = batch;
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
