// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TrackSanitizingTest {
    @ParameterizedTest
    @CsvSource({
        "track.token,true",
        "track.api-key,true",
        "track.apiKey,true",
        "TRACK_APIKEY,true",
        "TRACK_API_KEY,true",
        "track.proxy,true",
        "THRIVESTACK_TOKEN,true",
        "THRIVESTACK_API_KEY,true",
        "track.token-file,false",
        "track.endpoint,false"
    })
    void secrets_inAnySpelling(String key, boolean isSecret) {
        assertEquals(isSecret, TrackSanitizingAutoConfiguration.isSecret(key));
    }
}
