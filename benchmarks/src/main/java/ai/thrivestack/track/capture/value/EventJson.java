// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whether a writer of our own earns its place: one event, by ours and by Jackson's generator, used again as well. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class EventJson {
    private static final String[] NAMES = {
        "event_name", "user_id", "timestamp", "properties", "order_id", "amount", "plan", "items", "context", "event_id"
    };

    public String event = "order_completed";
    public String user = "0b1f6f6e-9c1c-4b0e-9d56-2b1c7a3f9e10";
    public String timestamp = "2026-11-24T00:00:00.000Z";
    public String second = "2026-11-24T00:00:00.";
    public int nanos = 0;
    public String order = "EVT00000001";
    public double amount = 349.95;
    public String plan = "enterprise-annual-eur";
    public int items = 17;
    public String id = "57660cc6-94cb-43d5-bda2-4d118a7d1132-";
    public long number = 123_456;

    private final JsonWriter ours = new JsonWriter();
    private final Name[] ourNames = new Name[NAMES.length];
    private final byte[] timestampName = ascii(",\"timestamp\":\"");
    private final byte[] propertiesName = ascii(",\"properties\":{");
    private final byte[] contextName = ascii(",\"context\":{");
    private final byte[] idName = ascii(",\"event_id\":\"" + id);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final JsonGenerator jackson;
    private final SerializedString[] jacksonNames = new SerializedString[NAMES.length];

    public EventJson() {
        for (int i = 0; i < NAMES.length; i++) {
            ourNames[i] = new Name(NAMES[i], false);
            jacksonNames[i] = new SerializedString(NAMES[i]);
        }
        try {
            jackson = new JsonFactoryBuilder()
                    .rootValueSeparator((String) null)
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build()
                    .createGenerator(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Benchmark
    public byte[] ours() {
        ours.reset();
        ours.startObject();
        ours.writeName(ourNames[0].json);
        ours.writeString(event);
        ours.writeName(ourNames[1].json);
        ours.writeString(user);
        ours.writeTime(timestampName, second, nanos);
        ours.startObject(propertiesName);
        ours.writeName(ourNames[4].json);
        ours.writeString(order);
        ours.writeName(ourNames[5].json);
        ours.writeNumber(amount);
        ours.writeName(ourNames[6].json);
        ours.writeString(plan);
        ours.writeName(ourNames[7].json);
        ours.writeNumber(items);
        ours.endObject();
        ours.startObject(contextName);
        ours.writeNumbered(idName, number);
        ours.endObject();
        ours.endObject();
        return ours.toByteArray();
    }

    @Benchmark
    public byte[] jackson() throws IOException {
        bytes.reset();
        jackson.writeStartObject();
        jackson.writeFieldName(jacksonNames[0]);
        jackson.writeString(event);
        jackson.writeFieldName(jacksonNames[1]);
        jackson.writeString(user);
        jackson.writeFieldName(jacksonNames[2]);
        jackson.writeString(timestamp);
        jackson.writeFieldName(jacksonNames[3]);
        jackson.writeStartObject();
        jackson.writeFieldName(jacksonNames[4]);
        jackson.writeString(order);
        jackson.writeFieldName(jacksonNames[5]);
        jackson.writeNumber(amount);
        jackson.writeFieldName(jacksonNames[6]);
        jackson.writeString(plan);
        jackson.writeFieldName(jacksonNames[7]);
        jackson.writeNumber(items);
        jackson.writeEndObject();
        jackson.writeFieldName(jacksonNames[8]);
        jackson.writeStartObject();
        jackson.writeFieldName(jacksonNames[9]);
        jackson.writeString(id + number);
        jackson.writeEndObject();
        jackson.writeEndObject();
        jackson.flush();
        return bytes.toByteArray();
    }
}
