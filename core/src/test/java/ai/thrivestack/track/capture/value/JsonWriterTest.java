// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

import ai.thrivestack.track.capture.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Numbers and commas. Texts are {@link ValueWriterTextTest}'s, and the fuzz test's. */
class JsonWriterTest {
    private final JsonWriter writer = new JsonWriter();

    private String written() {
        return new String(writer.toByteArray(), StandardCharsets.UTF_8);
    }

    private String written(double number) {
        writer.reset();
        writer.writeNumber(number);
        return written();
    }

    @Test
    void wholeNumbers_areWrittenAsJavaWritesThem() {
        LongStream.concat(
                        LongStream.of(0, 1, -1, 9, 10, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MIN_VALUE),
                        new Random(1).longs(10_000).map(number -> number >> (number & 63)))
                .forEach(number -> {
                    writer.reset();
                    writer.writeNumber(number);
                    assertEquals(Long.toString(number), written());
                });
    }

    @Test
    void doubles_areReadBackAsTheyWere() {
        Random random = new Random(2);
        DoubleStream amounts = random.ints(10_000).mapToDouble(cents -> cents / 100.0);
        DoubleStream any =
                random.longs(10_000).mapToDouble(Double::longBitsToDouble).filter(Double::isFinite);
        DoubleStream bounds = DoubleStream.of(Long.MIN_VALUE / 100.0, Long.MAX_VALUE / 100.0, 1e7, -1e7);
        DoubleStream.concat(bounds, DoubleStream.concat(amounts, any))
                .forEach(number -> assertEquals(number, Double.parseDouble(written(number))));
    }

    @Test
    void amounts_areWrittenAsJavaWritesThem() {
        DoubleStream.of(0, -0.0, 0.01, 0.1, 0.29, 1.15, 9.5, -9.95, -0.05, 1_000, 9_999_999.99, 1e7, 0.001, 1e-5, 4.35)
                .forEach(number ->
                        assertEquals(new BigDecimal(Double.toString(number)), new BigDecimal(written(number))));
        assertEquals("9.5", written(9.5));
        assertEquals("-0.05", written(-0.05));
        assertEquals("-0.0", written(-0.0));
        assertEquals("3.0", written(3));
    }

    @Test
    void commas_standBetweenAndNowhereElse() {
        Name name = new Name("a", false);
        writer.startObject();
        writer.writeName(name.json);
        writer.startArray();
        writer.writeNumber(1);
        writer.writeNull();
        writer.startObject();
        writer.endObject();
        writer.writeBoolean(true);
        writer.endArray();
        writer.writeName(name.json);
        writer.writeString("b");
        writer.endObject();
        assertEquals("{\"a\":[1,null,{},true],\"a\":\"b\"}", written());
    }

    @Test
    void texts_aroundTheSizeOfAChunk_areWhole() {
        for (int length = 1020; length < 1030; length++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append('\u0001');
            }
            text.append("\ud83d\ude00");
            writer.reset();
            writer.writeString(text.toString());
            assertEquals(text.toString(), StrictJson.read(writer.toByteArray()).textValue());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 000",
        "7000000, 007",
        "120000000, 120",
        "999000000, 999",
        "1000, 000001",
        "120045000, 120045",
        "1, 000000001",
        "999999999, 999999999"
    })
    void time_hasAsManyDigitsAsItNeeds(int nanos, String digits) {
        JsonWriter writer = new JsonWriter();
        writer.startObject();
        writer.writeTime(",\"a\":\"".getBytes(StandardCharsets.US_ASCII), "05.", nanos);
        writer.writeTime(",\"b\":\"".getBytes(StandardCharsets.US_ASCII), "06.", nanos);
        writer.endObject();
        assertEquals(
                "{\"a\":\"05." + digits + "Z\",\"b\":\"06." + digits + "Z\"}",
                new String(writer.toByteArray(), StandardCharsets.UTF_8));
    }
}
