// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Hides our secrets in {@code /actuator/env}, whatever {@code show-values} says, and whether or not the starter is
 * switched off: the secrets are there all the same.
 */
@AutoConfiguration
@ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.SanitizingFunction")
public class TrackSanitizingAutoConfiguration {
    private static final List<String> SECRETS = Arrays.asList("tracktoken", "trackapikey", "trackproxy");

    @Bean
    SanitizingFunction trackSanitizingFunction() {
        return data -> isSecret(data.getKey()) ? data.withValue(SanitizableData.SANITIZED_VALUE) : data;
    }

    /** In any spelling: track.api-key, track.apiKey, TRACK_APIKEY. */
    static boolean isSecret(String key) {
        String letters = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return SECRETS.contains(letters) || letters.startsWith("thrivestack");
    }
}
