// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

/** A name and how it stands in JSON. Immutable. */
public final class Name extends TextCache.Made {
    /** Stands for the value of a redacted name. */
    public static final String REDACTED = "[redacted]";

    /** Well-formed, so two names that give the same JSON are the same name. */
    public final String text;
    /** A comma, the name in quotes, and a colon. */
    final byte[] json;
    /** Its value is not sent. */
    final boolean redacted;
    /** One of the 64, drawn by the hash code. */
    final long bit;

    private final int hash;

    Name(String text, boolean redacted) {
        this(text, text, redacted);
    }

    /** @param source what became {@code text} when it was made well-formed */
    Name(String source, String text, boolean redacted) {
        super(source);
        this.text = text;
        this.redacted = redacted;
        hash = text.hashCode();
        bit = 1L << (hash ^ hash >>> 6 ^ hash >>> 16);
        JsonWriter writer = new JsonWriter();
        writer.writeString(text);
        byte[] quoted = writer.toByteArray();
        json = new byte[quoted.length + 2];
        json[0] = ',';
        System.arraycopy(quoted, 0, json, 1, quoted.length);
        json[json.length - 1] = ':';
    }

    boolean isSame(Name other) {
        return this == other || hash == other.hash && text.equals(other.text);
    }
}
