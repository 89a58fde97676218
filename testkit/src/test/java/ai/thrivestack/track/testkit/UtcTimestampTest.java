// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class UtcTimestampTest {

    @ParameterizedTest
    @CsvSource({
        "2020-11-23T22:28:55.111Z, 2020-11-23T22:28:55.111Z",
        "2020-11-23T22:28:55Z, 2020-11-23T22:28:55Z",
        "2020-02-29T00:00:00.0Z, 2020-02-29T00:00:00Z",
        "2020-11-23T22:28:55.123456789Z, 2020-11-23T22:28:55.123456789Z",
        "2020-11-23T22:28:55.1234567899Z, 2020-11-23T22:28:55.123456789Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z"
    })
    void timestamp_isUtcInIso8601_isRead(String text, String instant) {
        assertEquals(Optional.of(Instant.parse(instant)), UtcTimestamp.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20-11-23T22:28:55.111Z",
                "+2020-11-23T22:28:55Z",
                "12020-11-23T22:28:55Z",
                "2020-11-23T22:28Z",
                "2020-11-23",
                "2020-11-23T22:28:55",
                "2020-11-23T22:28:55+00:00",
                "2020-11-23T22:28:55+01:00",
                "2020-11-23T22:28:55.Z",
                "2020-11-23T22:28:55,111Z",
                "2020-11-23 22:28:55Z",
                "2020-11-23t22:28:55z",
                "20201123T222855Z",
                "2019-02-29T00:00:00Z",
                "2020-02-30T00:00:00Z",
                "2020-13-01T00:00:00Z",
                "2020-00-01T00:00:00Z",
                "2020-11-00T00:00:00Z",
                "2020-11-23T24:00:00Z",
                "2020-11-23T22:60:00Z",
                "2016-12-31T23:59:60Z",
                "2020-11-23T22:28:55Z ",
                "2020-11-23T22:28:55Z\n",
                "\u0662\u0660\u0662\u0660-11-23T22:28:55Z",
                "1606170535"
            })
    void timestamp_isNotUtcInIso8601_isNotRead(String text) {
        assertEquals(Optional.empty(), UtcTimestamp.parse(text));
    }
}
