// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport.kafka;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.Verdict;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class BatchProducerTest {
    private static final String SERVERS = "broker.example.com:9092";

    private final FakeKafka kafka = new FakeKafka();
    private final FakeEvents events = FakeEvents.of("a", "b", "c");
    private final BatchProducer batches = batches("15s");

    private BatchProducer batches(String requestTimeout) {
        return kafka.batches(Given.options(
                "transport", "kafka", "bootstrapServers", SERVERS, "topic", "shop", "requestTimeout", requestTimeout));
    }

    private Answer send() {
        return send(batches);
    }

    private Answer send(BatchProducer any) {
        return any.send(events, System.nanoTime());
    }

    private List<String> sent() {
        return kafka.values().stream().map(value -> value.split("\"")[3]).collect(Collectors.toList());
    }

    @Test
    void batch_becomesRecords_withTheUserAsKey_andNothingElse() {
        assertEquals(Verdict.DELIVERED, Verdict.of(send()));
        assertEquals(
                Arrays.asList(FakeEvents.event("a"), FakeEvents.event("b"), FakeEvents.event("c")), kafka.values());
        ProducerRecord<byte[], byte[]> record = kafka.records().get(0);
        assertEquals("shop", record.topic());
        assertEquals("user of a", FakeKafka.text(record.key()));
        assertNull(record.partition());
        assertNull(record.timestamp());
        assertEquals(0, record.headers().toArray().length);
    }

    @Test
    void batchAcknowledgedInPart_isRetried_withTheRestAlone() {
        kafka.fail("\"b\"", new NotEnoughReplicasException("two of three are away"));
        Answer answer = send();
        assertEquals(Verdict.RETRY, Verdict.of(answer));
        assertEquals(
                "Kafka at bootstrapServers " + SERVERS + " does not take the events of topic shop, for 1 of 3 events: "
                        + "two of three are away",
                answer.toString());
        assertEquals(Arrays.asList("a", "c"), events.acknowledged());
        kafka.succeed("\"b\"");
        assertEquals(Verdict.DELIVERED, Verdict.of(send()));
        assertEquals(Arrays.asList("a", "c", "b"), sent());
        assertEquals(1, kafka.producers());
    }

    @Test
    void batchAcknowledgedAsAWhole_isNotSentAgain() {
        send();
        assertEquals(Verdict.DELIVERED, Verdict.of(send()));
        assertEquals(3, sent().size());
    }

    @Test
    void eventWithoutAnAnswer_atTheDeadline_isRetriedByAnotherProducer() {
        kafka.keepSilent("\"b\"");
        BatchProducer hasty = batches("20ms");
        Answer answer = send(hasty);
        assertEquals(Verdict.RETRY, Verdict.of(answer));
        assertTrue(answer.toString().contains("does not acknowledge within requestTimeout 20 ms, for 1 of 3 events"));
        assertEquals(Arrays.asList("a", "c"), events.acknowledged());
        assertEquals(Collections.singletonList(true), kafka.closed()); // nothing of it is sent later
        kafka.succeed("\"b\"");
        assertEquals(Verdict.DELIVERED, Verdict.of(send(hasty)));
        assertEquals(Arrays.asList("a", "c", "b"), sent());
        assertEquals(Arrays.asList(true, false), kafka.closed());
    }

    @Test
    void sendThatFailsAtOnce_stopsTheOthers() {
        kafka.failAtOnce("\"a\"", new TimeoutException("no memory"));
        assertEquals(Verdict.RETRY, Verdict.of(send()));
        assertEquals(Collections.emptyList(), sent()); // each would block as long
    }

    @Test
    void eventTooLarge_isRefused_onceAllOthersAreThere() {
        kafka.failAtOnce("\"b\"", new RecordTooLargeException("1500000 is more than 1048576."));
        kafka.fail("\"c\"", new TimeoutException("leader moves"));
        assertEquals(Verdict.RETRY, Verdict.of(send()));
        kafka.succeed("\"c\"");
        Answer answer = send();
        assertEquals(Verdict.REFUSED, Verdict.of(answer));
        assertTrue(answer.isOfTheApi && answer.isTooLarge());
        assertEquals(
                "Kafka takes no event so large: 1500000 is more than 1048576. See max.request.size in kafkaProperties, and "
                        + "max.message.bytes of topic shop",
                answer.toString());
        assertEquals(Arrays.asList("a", "c"), sent());
    }

    static List<RuntimeException> refusals() {
        return Arrays.asList(
                new TopicAuthorizationException("Not authorized to access topics: [shop]"),
                new SaslAuthenticationException("Authentication failed"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusal_pauses_andTheNextAttemptReadsThePasswordAnew(RuntimeException refusal) {
        kafka.noTopic = refusal;
        assertRefused(send(), refusal);
        kafka.noTopic = null;
        kafka.fail("\"b\"", refusal);
        assertRefused(send(), refusal);
        assertEquals(Arrays.asList(true, true), kafka.closed());
        kafka.succeed("\"b\"");
        assertEquals(Verdict.DELIVERED, Verdict.of(send()));
        assertEquals(Arrays.asList("a", "b", "c"), events.acknowledged());
    }

    private static void assertRefused(Answer answer, RuntimeException refusal) {
        assertEquals(Verdict.PAUSE, Verdict.of(answer));
        assertTrue(answer.toString().contains(SERVERS + " refuses us or topic shop"), answer::toString);
        assertTrue(answer.toString().contains(refusal.getMessage() + ". Check kafkaProperties"), answer::toString);
    }

    @Test
    void producerInAnErrorState_isReplaced() {
        kafka.thrownBySend = new KafkaException("Cannot execute transactional method because we are in an error state");
        assertEquals(Verdict.RETRY, Verdict.of(send()));
        kafka.thrownBySend = null;
        assertEquals(Verdict.DELIVERED, Verdict.of(send()));
        assertEquals(Arrays.asList(true, false), kafka.closed());
        assertEquals(Arrays.asList("a", "b", "c"), sent());
    }

    /** For example, all brokers have new names. */
    @Test
    void producerThatFailsAgainAndAgain_isReplaced() {
        kafka.fail("\"", new NotEnoughReplicasException("two of three are away"));
        for (int i = 0; i < BatchProducer.MOST_FAILURES; i++) {
            assertEquals(Verdict.RETRY, Verdict.of(send()));
            assertEquals(1, kafka.producers());
        }
        send();
        assertEquals(2, kafka.producers());
    }

    @Test
    void settingsThatAreRefused_pause() {
        kafka.noProducer = new ConfigException("ssl.protocol", "TLS9");
        Answer answer = send();
        assertEquals(Verdict.PAUSE, Verdict.of(answer));
        assertTrue(answer.toString().contains("TLS9"), answer::toString);
    }

    @Test
    void hostsThatCannotBeResolved_areTriedAgain() {
        kafka.noProducer = new KafkaException(
                "Failed to construct kafka producer", new ConfigException("No resolvable bootstrap urls"));
        Answer answer = send();
        assertEquals(Verdict.RETRY, Verdict.of(answer));
        assertTrue(answer.toString().startsWith("no Kafka producer can be made for bootstrapServers " + SERVERS));
        assertTrue(answer.toString().contains("No resolvable bootstrap urls"), answer::toString);
        kafka.noProducer = null;
        assertEquals(Verdict.DELIVERED, Verdict.of(send()));
    }

    @Test
    void attemptAfterTheClose_endsAtOnce_andLeavesNoProducer() {
        kafka.noTopic = new TimeoutException("not present in metadata");
        batches.close();
        assertEquals(Verdict.RETRY, Verdict.of(send()));
        assertEquals(Collections.singletonList(true), kafka.closed());
    }

    @Test
    void interruptThatWasLeft_doesNotFailTheAttempt() {
        Thread.currentThread().interrupt();
        assertEquals(Verdict.DELIVERED, Verdict.of(send()));
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
