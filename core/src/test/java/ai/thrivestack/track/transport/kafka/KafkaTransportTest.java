// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport.kafka;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.Transport;
import ai.thrivestack.track.transport.Verdict;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** With the client itself, and no broker. */
@Timeout(60)
class KafkaTransportTest {
    private final ExecutorService closer = Executors.newSingleThreadExecutor();

    @TempDir
    Path directory;

    private static TrackOptions options(String... more) {
        return Given.read(Given.texts(more));
    }

    /** On loopback; nothing listens there. */
    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void noBroker_isTriedAgain_andSaid() throws IOException {
        String servers = "127.0.0.1:" + closedPort();
        KafkaTransport transport =
                new KafkaTransport(options("transport", "kafka", "bootstrapServers", servers), "TEST", closer);
        try {
            Answer answer = transport.send(FakeEvents.of("a"));
            assertEquals(Verdict.RETRY, Verdict.of(answer));
            assertTrue(
                    answer.toString().startsWith("no Kafka broker answers at bootstrapServers " + servers),
                    answer::toString);
            assertFalse(answer.isBroken); // no event is at fault
        } finally {
            transport.close();
        }
    }

    @Test
    void brokerThatAcceptsAndSaysNothing_isTriedAgain_andSaid() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String servers = "127.0.0.1:" + mute.getLocalPort();
            KafkaTransport transport =
                    new KafkaTransport(options("transport", "kafka", "bootstrapServers", servers), "TEST", closer);
            try {
                Answer answer = transport.send(FakeEvents.of("a"));
                assertEquals(Verdict.RETRY, Verdict.of(answer));
                assertTrue(
                        answer.toString()
                                .startsWith("Kafka at bootstrapServers " + servers + " tells nothing of topic"),
                        answer::toString);
            } finally {
                transport.close();
            }
        }
    }

    @Test
    void noBootstrapServers_sendsNothing_andWasSaidBefore() {
        Transport transport = new KafkaTransport(options("transport", "kafka"), "TEST", closer);
        assertEquals(Answer.NOT_CONFIGURED, transport.send(FakeEvents.of("a")).status);
        transport.close();
    }

    @Test
    void close_leavesNoThread_noBean_andEndsAnAttempt() throws Exception {
        String servers = "127.0.0.1:" + closedPort();
        KafkaTransport transport = new KafkaTransport(
                options("transport", "kafka", "bootstrapServers", servers), "CLOSED-IN-TIME", closer);
        FutureTask<Answer> attempt = new FutureTask<>(() -> transport.send(FakeEvents.of("a")));
        Thread sender = new Thread(attempt);
        sender.start();
        attempt.get();
        assertEquals(1, KafkaThreads.of("track-CLOSED-IN-TIME").size());
        assertEquals(1, beans().size());
        transport.close();
        assertTrue(closer.awaitTermination(10, TimeUnit.SECONDS));
        assertEquals(Collections.emptyList(), KafkaThreads.of("track-CLOSED-IN-TIME"));
        assertEquals(Collections.emptySet(), beans());
        assertEquals(Verdict.RETRY, Verdict.of(transport.send(FakeEvents.of("a"))));
        assertEquals(Collections.emptyList(), KafkaThreads.of("track-CLOSED-IN-TIME"));
        transport.close(); // again
    }

    private static Set<ObjectName> beans() throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("kafka.producer:type=app-info,id=*CLOSED-IN-TIME*"), null);
    }

    @Test
    void propertiesFile_isReadForEachProducer_andMissedBeforeAnySend() throws Exception {
        Path file = directory.resolve("producer.properties");
        Transport transport = new KafkaTransport(
                options("transport", "kafka", "bootstrapServers", "127.0.0.1:1", "kafkaProperties", file.toString()),
                "TEST",
                closer);
        try {
            Answer answer = transport.send(FakeEvents.of("a"));
            assertEquals(Verdict.PAUSE, Verdict.of(answer));
            assertTrue(answer.toString().contains("kafkaProperties " + file + " cannot be read"), answer::toString);
            assertFalse(transport.hasNewToken());
            Files.write(file, Collections.singletonList("acks=of-no-number"));
            assertTrue(transport.hasNewToken());
            answer = transport.send(FakeEvents.of("a"));
            assertEquals(Verdict.PAUSE, Verdict.of(answer));
            assertTrue(answer.toString().contains("of-no-number"), answer::toString);
            assertFalse(transport.hasNewToken());
        } finally {
            transport.close();
        }
    }

    /** An application without kafka-clients: ours is loaded, and theirs is not there. */
    @Test
    void noClient_pauses_andNamesWhatToAdd() throws Exception {
        URL[] ours = {
            KafkaTransport.class.getProtectionDomain().getCodeSource().getLocation(),
            KafkaTransportTest.class.getProtectionDomain().getCodeSource().getLocation()
        };
        ClassLoader usual = getClass().getClassLoader();
        try (URLClassLoader loader = new URLClassLoader(ours, new WithoutKafka(usual))) {
            Method send = loader.loadClass(SendWithoutClient.class.getName()).getMethod("send");
            String answer = (String) send.invoke(null);
            assertTrue(answer.startsWith("PAUSE "), answer);
            assertTrue(answer.contains("org.apache.kafka:kafka-clients"), answer);
            assertTrue(answer.contains("not on the class path"), answer);
        }
    }

    /** Hides Kafka's client, and ours so that it is loaded anew. */
    private static final class WithoutKafka extends ClassLoader {
        WithoutKafka(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.apache.kafka.") || name.startsWith("ai.thrivestack.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }

    @Test
    void client_isTheOldestThatServes() {
        assertTrue(
                Producer.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()
                        .contains("kafka-clients-2.8.2"),
                "what a later client alone has would compile");
    }
}
