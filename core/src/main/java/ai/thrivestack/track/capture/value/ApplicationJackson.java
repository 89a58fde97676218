// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Lets the application's own Jackson, 2 or 3, write an object: its serializers, filters, names and masks hold, those of
 * the modules that it finds included. It is reached by reflection, through the object's class loader; what it writes is
 * read into plain values. Thread-safe.
 */
final class ApplicationJackson {
    /** How many bytes one object may become. */
    static final int MAX_BYTES = 256 * 1024;

    private final ObjectHints hints;

    ApplicationJackson(ObjectHints hints) {
        this.hints = hints;
    }

    /**
     * The object as maps, lists and single values; where there is no Jackson, or it fails, its text, and a hint.
     *
     * @param texts gives that text
     */
    Object read(Object object, ObjectText texts) {
        Bytes json = new Bytes();
        try {
            Object mapper = Mappers.of(object.getClass());
            if (mapper == null) {
                hints.noJackson(object.getClass());
                return texts.of(object);
            }
            Method write = mapper.getClass().getMethod("writeValue", OutputStream.class, Object.class);
            write.invoke(mapper, json, object);
            return JsonText.read(json.bytes, json.length);
        } catch (Throwable failure) {
            SafeText.unreadable(failure); // throws what is an error of the JVM, not of the value
            Throwable cause = failure instanceof InvocationTargetException ? failure.getCause() : failure;
            if (json.isFull) {
                hints.tooLarge(object.getClass(), MAX_BYTES);
            } else {
                hints.unwritable(object.getClass(), cause);
            }
            return texts.of(object);
        }
    }

    /** Takes what an object may become, and ends the writing of one that becomes more. */
    private static final class Bytes extends OutputStream {
        private byte[] bytes = new byte[1024];
        private int length;
        private boolean isFull;

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] more, int from, int count) throws IOException {
            if (count > MAX_BYTES - length) {
                isFull = true;
                throw new IOException("more than " + MAX_BYTES + " bytes");
            }
            if (count > bytes.length - length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
            }
            System.arraycopy(more, from, bytes, length, count);
            length += count;
        }
    }
}
