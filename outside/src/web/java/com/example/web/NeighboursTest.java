// SPDX-License-Identifier: Apache-2.0
package com.example.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URLConnection;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;

/** Other values that are used up, opened or run by being read. */
@TrackTest
class NeighboursTest {
    private static final String CONTENT = "content-4711";
    private static final byte[] FILE = Values.bytes();
    private static final JdbcDataSource SOURCE = new JdbcDataSource();

    static {
        SOURCE.setURL("jdbc:h2:mem:neighbours");
    }

    /** Makes a value, logs it, and then uses it as if it had not been logged. */
    enum Neighbour {
        RESULT_SET {
            @Override
            void use(Consumer<Object> log) throws Exception {
                withStatement(statement -> {
                    ResultSet results = statement.executeQuery("select x from system_range(1, 3)");
                    results.next();
                    log.accept(results);
                    assertEquals(1, results.getInt(1));
                    results.next();
                    assertEquals(2, results.getInt(1));
                });
            }
        },
        STATEMENT {
            @Override
            void use(Consumer<Object> log) throws Exception {
                withStatement(statement -> {
                    statement.execute("select 1");
                    log.accept(statement);
                    ResultSet results = statement.getResultSet();
                    results.next();
                    assertEquals(1, results.getInt(1));
                });
            }
        },
        CONNECTION {
            @Override
            void use(Consumer<Object> log) throws Exception {
                withStatement(statement -> {
                    Connection connection = statement.getConnection();
                    connection.setAutoCommit(false);
                    log.accept(connection);
                    assertEquals(false, connection.getAutoCommit());
                    assertEquals(false, connection.isClosed());
                });
            }
        },
        /** Whose getter takes a connection that nothing returns. */
        DATA_SOURCE {
            @Override
            void use(Consumer<Object> log) {
                AtomicInteger calls = new AtomicInteger();
                log.accept(counted(DataSource.class, SOURCE, calls));
                assertEquals(0, calls.get());
            }
        },
        BLOB {
            @Override
            void use(Consumer<Object> log) throws Exception {
                withStatement(statement -> {
                    Blob blob = statement.getConnection().createBlob();
                    blob.setBytes(1, FILE);
                    AtomicInteger calls = new AtomicInteger();
                    log.accept(counted(Blob.class, blob, calls));
                    assertEquals(0, calls.get());
                });
            }
        },
        CLOB {
            @Override
            void use(Consumer<Object> log) throws Exception {
                withStatement(statement -> {
                    Clob clob = statement.getConnection().createClob();
                    clob.setString(1, String.join(" ", Collections.nCopies(100_000, CONTENT)));
                    AtomicInteger calls = new AtomicInteger();
                    log.accept(counted(Clob.class, clob, calls));
                    assertEquals(0, calls.get());
                });
            }
        },
        /** Whose getters fetch the elements. */
        ARRAY {
            @Override
            void use(Consumer<Object> log) throws Exception {
                withStatement(statement -> {
                    Array array = statement.getConnection().createArrayOf("varchar", new Object[] {"a", "b"});
                    AtomicInteger calls = new AtomicInteger();
                    log.accept(counted(Array.class, array, calls));
                    assertEquals(0, calls.get());
                });
            }
        },
        ITERATOR {
            @Override
            void use(Consumer<Object> log) {
                Iterator<String> iterator = List.of("first", "second").iterator();
                log.accept(iterator);
                assertEquals("first", iterator.next());
            }
        },
        STREAM {
            @Override
            void use(Consumer<Object> log) {
                AtomicInteger calls = new AtomicInteger();
                Stream<?> stream = counted(Stream.class, Stream.of(1, 2, 3), calls);
                log.accept(stream);
                assertEquals(0, calls.get());
                assertEquals(3, stream.count());
            }
        },
        /** Whose getters connect. */
        URL_CONNECTION {
            @Override
            void use(Consumer<Object> log) {
                CountedConnection connection = new CountedConnection();
                log.accept(connection);
                assertEquals(0, connection.calls.get());
            }
        };

        abstract void use(Consumer<Object> log) throws Exception;
    }

    /** As pools and drivers wrap them: counts the calls of the methods of that type. */
    private static <T> T counted(Class<T> type, T target, AtomicInteger calls) {
        return type.cast(Proxy.newProxyInstance(
                NeighboursTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> {
                    calls.addAndGet(method.getDeclaringClass() == Object.class ? 0 : 1);
                    return method.invoke(target, arguments);
                }));
    }

    private interface Use {
        void of(Statement statement) throws Exception;
    }

    private static void withStatement(Use use) throws Exception {
        try (Connection connection = SOURCE.getConnection();
                Statement statement = connection.createStatement()) {
            use.of(statement);
        }
    }

    public static final class CountedConnection extends URLConnection {
        private final AtomicInteger calls = new AtomicInteger();

        CountedConnection() {
            super(null);
        }

        @Override
        public void connect() {
            calls.incrementAndGet();
        }

        @Override
        public InputStream getInputStream() {
            calls.incrementAndGet();
            return new ByteArrayInputStream(FILE);
        }
    }

    static Object[][] neighbours() {
        return Values.combined((Object[]) Neighbour.values());
    }

    @ParameterizedTest
    @MethodSource("neighbours")
    void neighbour_logged_isAsWithoutTheLine(Neighbour neighbour, Shape shape, Logger log, TrackedEvents track)
            throws Exception {
        neighbour.use(value -> shape.log(log, Map.of("value", value)));

        Values.assertShort(track, shape, log, CONTENT);
    }
}
