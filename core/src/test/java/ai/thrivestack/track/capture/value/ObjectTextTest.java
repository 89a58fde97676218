// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.SQLXML;
import java.sql.Struct;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Stream;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;

import ai.thrivestack.track.capture.FakeRecord;
import ai.thrivestack.track.capture.ObjectsWritten;
import ai.thrivestack.track.capture.StrictJson;
import ai.thrivestack.track.capture.Written;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An object is sent as its text, and nothing of it is read; what must not be read is text with either setting. */
class ObjectTextTest {
    private final AtomicInteger reads = new AtomicInteger();
    private final ObjectsWritten text = new ObjectsWritten("text");
    private final ObjectsWritten json = new ObjectsWritten("json");

    /** As an entity of JPA: more getters than the line shows. */
    public final class Account {
        public String getName() {
            reads.incrementAndGet();
            return "Ann";
        }

        public String getPasswordHash() {
            reads.incrementAndGet();
            return "$2a$10$secret";
        }

        @Override
        public String toString() {
            return "Account Ann";
        }
    }

    public static class Order {
        public int getSeats() {
            throw new AssertionError("a getter was called");
        }
    }

    public static final class SpecialOrder extends Order {}

    /** Is data by all appearances, and reads from somewhere when it is asked for any. */
    public final class Cursor extends AbstractList<String> implements Closeable {
        @Override
        public String get(int index) {
            reads.incrementAndGet();
            return "row";
        }

        @Override
        public int size() {
            reads.incrementAndGet();
            return 3;
        }

        @Override
        public void close() {
            reads.incrementAndGet();
        }

        @Override
        public String toString() {
            return "Cursor";
        }
    }

    public final class Session extends AbstractMap<String, String> implements AutoCloseable {
        @Override
        public Set<Entry<String, String>> entrySet() {
            reads.incrementAndGet();
            return Collections.singletonMap("user", "ann").entrySet();
        }

        @Override
        public void close() {
            reads.incrementAndGet();
        }

        @Override
        public String toString() {
            return "Session";
        }
    }

    /** A query that runs when it is iterated, as drivers have them, and that need not be closed. */
    public final class Query implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            reads.incrementAndGet();
            return Collections.singleton("row").iterator();
        }

        @Override
        public String toString() {
            return "Query";
        }
    }

    public static final class Download extends InputStream {
        public byte[] getBytes() {
            return "content".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            throw new AssertionError("the stream was read");
        }

        @Override
        public String toString() {
            return "Download";
        }

        public static final class Connection extends URLConnection {
            Connection() {
                super(null);
            }

            @Override
            public void connect() {
                throw new AssertionError("it was connected");
            }

            @Override
            public InputStream getInputStream() {
                throw new AssertionError("it was read");
            }

            @Override
            public String toString() {
                return "Connection";
            }
        }
    }

    public static final class Upload {
        private final InputStream content;

        Upload(InputStream content) {
            this.content = content;
        }

        public InputStream getContent() {
            return content;
        }
    }

    public record Part(String name, InputStream content) {}

    @Test
    void object_isItsText_andNoGetterIsCalled() {
        assertEquals("Account Ann", text.value(new Account()).textValue());
        assertEquals(StrictJson.of("['Account Ann']"), text.value(Collections.singletonList(new Account())));
        assertEquals(StrictJson.of("{'a':'Account Ann'}"), text.value(Collections.singletonMap("a", new Account())));
        assertEquals(0, reads.get());
        assertEquals(Collections.emptyList(), text.hints);
    }

    @Test
    void object_ofProtobuf_isItsText() {
        assertEquals(
                "seconds: 1\n",
                text.value(Timestamp.newBuilder().setSeconds(1).build()).textValue());
    }

    @Test
    void object_withoutToString_isItsClass_andOneHintForEachClass() {
        String order = Order.class.getName();
        String special = SpecialOrder.class.getName();
        assertEquals("[" + order + "]", text.value(new Order()).textValue());
        assertEquals("[" + order + "]", text.value(new Order()).textValue());
        assertEquals("[" + special + "]", text.value(new SpecialOrder()).textValue());
        assertEquals("[java.lang.Object]", text.value(new Object()).textValue());
        assertEquals(3, text.hints.size(), text.hints::toString);
        assertTrue(text.hints.get(0).startsWith("hint: " + order + " has no toString of its own"), text.hints.get(0));
    }

    @Test
    void object_insideALongerText_isItsTextToo() {
        FakeRecord record = FakeRecord.of("x pair={}/{}", new Order(), new Account());
        assertEquals(
                "[" + Order.class.getName() + "]/Account Ann",
                Written.properties(record).get("pair").textValue());
    }

    @Test
    void object_withoutToString_isNoUsersId() {
        assertEquals(null, UserId.of(new Order()));
        assertEquals("Account Ann", UserId.of(new Account()));
        assertEquals("7", UserId.of(new AtomicReference<>(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "€", "\ud83d\ude00"})
    void text_tooLong_isCutAtACodePoint_andMarked(String codePoint) {
        int size = codePoint.getBytes(StandardCharsets.UTF_8).length;
        String fits = String.join("", Collections.nCopies(8192 / size, codePoint));
        assertEquals(fits, text.value(textual(fits)).textValue());
        String cut = text.value(textual(fits + codePoint)).textValue();
        assertTrue(cut.matches("(" + codePoint + ")+\\[truncated]"), cut);
        int bytes = cut.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 8192 && bytes > 8192 - size - 1, bytes + " bytes");
        assertEquals(
                cut,
                text.value(Collections.singletonList(textual(fits + codePoint)))
                        .get(0)
                        .textValue());
    }

    private static Object textual(String text) {
        return new Object() {
            @Override
            public String toString() {
                return text;
            }
        };
    }

    @Test
    void string_isNoObject_andNeverCut() {
        String longText = String.join("", Collections.nCopies(20_000, "x"));
        assertEquals(longText, text.value(longText).textValue());
        assertEquals(longText, text.value(new StringBuilder(longText)).textValue());
    }

    private Stream<Object> unread() {
        return Stream.of(
                new Cursor(),
                new Session(),
                new Download(),
                Arrays.asList(1, 2).iterator(),
                Stream.of(1, 2),
                new StringReader("content"),
                Channels.newChannel(new ByteArrayInputStream(new byte[3])));
    }

    @Test
    void closeable_whateverElseItIs_isText_inEveryPlace_withEitherSetting() {
        unread().forEach(value -> {
            String shown = new ObjectText(new ObjectHints(new HintSink(hint -> {}))).of(value);
            for (ObjectsWritten written : new ObjectsWritten[] {text, json}) {
                assertEquals(shown, written.value(value).textValue());
                assertEquals(shown, written.structured(value).textValue());
                assertEquals(shown, written.value(new Object[] {value}).get(0).textValue());
                assertEquals(
                        shown,
                        written.structured(Collections.singletonList(value))
                                .get(0)
                                .textValue());
                assertEquals(
                        shown,
                        written.value(Collections.singletonMap("a", value))
                                .get("a")
                                .textValue());
            }
        });
        assertEquals(0, reads.get());
    }

    /** There the application's Jackson writes it. */
    @Test
    void closeable_insideAnObject_isNotReadEither() {
        Download download = new Download();
        JsonNode upload = json.value(new Upload(download));
        assertEquals(StrictJson.of("{'content':'Download'}"), upload);
        assertEquals(upload, text.structured(new Upload(download)));
        assertEquals(StrictJson.of("{'name':'a','content':'Download'}"), text.value(new Part("a", download)));
    }

    @ParameterizedTest
    @ValueSource(classes = {DataSource.class, ConnectionPoolDataSource.class, PooledConnection.class})
    void source_ofConnections_isNotAskedForOne(Class<?> type) {
        assertUnread(type);
    }

    @ParameterizedTest
    @ValueSource(classes = {Blob.class, NClob.class, SQLXML.class, Array.class, Ref.class, Struct.class})
    void value_ofADatabase_isNotFetched(Class<?> type) {
        assertUnread(type);
    }

    private void assertUnread(Class<?> type) {
        Object value = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("toString")) {
                        return "shown";
                    }
                    reads.incrementAndGet();
                    throw new AssertionError(method);
                });
        assertEquals("shown", json.value(value).textValue());
        assertEquals("shown", text.structured(value).textValue());
        assertEquals(StrictJson.of("{'value':'shown'}"), json.value(new Holder(value)));
        assertEquals(0, reads.get());
    }

    public static final class Holder {
        private final Object value;

        Holder(Object value) {
            this.value = value;
        }

        public Object getValue() {
            return value;
        }
    }

    @Test
    void connection_ofAUrl_isNotOpened() {
        URLConnection connection = new Download.Connection();
        assertEquals("Connection", json.value(connection).textValue());
        assertEquals(StrictJson.of("{'value':'Connection'}"), json.value(new Holder(connection)));
    }

    @Test
    void hint_ofWhatIsNeverRead_doesNotAskForJson() {
        text.value(Collections.emptyIterator());
        assertTrue(text.hints.get(0).endsWith("Log the values you mean, such as plan={}."), text.hints.get(0));
    }

    public static final class Silent extends InputStream {
        @Override
        public int read() {
            throw new AssertionError("the stream was read");
        }
    }

    @Test
    void closeable_insideAnObject_isShownAsEverywhere() {
        String silent = "[" + Silent.class.getName() + "]";
        assertEquals(silent, json.value(new Upload(new Silent())).get("content").textValue());
        InputStream longText = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("the stream was read");
            }

            @Override
            public String toString() {
                return String.join("", Collections.nCopies(10_000, "x"));
            }
        };
        String cut = json.value(new Upload(longText)).get("content").textValue();
        assertEquals(text.value(longText).textValue(), cut);
        assertEquals(8_192, cut.length());
    }

    @Test
    void iterable_thatIsNoCollection_isText() {
        assertEquals("Query", text.value(new Query()).textValue());
        assertEquals(0, reads.get());
    }

    @Test
    void map_thatIsClosed_givesNoEntriesOfItsOwn() {
        JsonNode properties = Written.properties(FakeRecord.of("x {}", new Session()));
        assertEquals(StrictJson.of("{'arg0':'Session'}"), properties);
        assertEquals(0, reads.get());
    }

    @Test
    void reference_toItself_costsItselfAlone() {
        AtomicReference<Object> itself = new AtomicReference<>();
        itself.set(itself);
        assertEquals(Broken.mark(new StackOverflowError()), text.value(itself).textValue());
    }

    @Test
    void atomics_areWhatTheyHold() {
        DoubleAdder adder = new DoubleAdder();
        adder.add(0.5);
        List<?> atomics = Arrays.asList(new AtomicReference<>(3), new AtomicReference<>(), adder);
        assertEquals(StrictJson.of("[3,null,0.5]"), text.value(atomics));
    }

    @Test
    void number_ofTheApplication_isItsText() {
        assertEquals("9.90 EUR", text.value(new Money()).textValue());
        assertEquals("9.90 EUR", json.value(new Money()).textValue());
    }

    @SuppressWarnings("serial") // never serialised
    private static final class Money extends Number {
        @Override
        public int intValue() {
            return 9;
        }

        @Override
        public long longValue() {
            return 9;
        }

        @Override
        public float floatValue() {
            return 9.9f;
        }

        @Override
        public double doubleValue() {
            return 9.9;
        }

        @Override
        public String toString() {
            return "9.90 EUR";
        }
    }
}
