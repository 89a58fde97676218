// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.capture.EventEncoder;
import ai.thrivestack.track.capture.EventTimes;

/** One configuration: the encoder under test, and what its options mean, read without the product's help. */
final class Variant {
    final TrackOptions options;
    final EventEncoder encoder;
    /** The state of the thread that logs. */
    final long[] thread = EventTimes.begin(new long[EventTimes.NUMBERS]);
    /** The time of its last event, null if it is not known. */
    Instant lastTime;

    final List<String> userIdKeys;
    final String defaultUserId;
    final Map<String, String> contextKeys = new LinkedHashMap<>();
    final Map<String, String> staticContext = new LinkedHashMap<>();
    final List<String> mdcProperties;
    final List<String> redactKeys;
    final String errorDetails;
    final boolean eventIds;
    final boolean deadLetters;
    /** How many hints were given in all. */
    final AtomicLong hints = new AtomicLong();

    static Variant[] all() {
        return new Variant[] {
            new Variant(),
            new Variant(
                    "eventIds", "false",
                    "errorDetails", "none",
                    "redactKeys", "ssn_code,Pass_Phrase",
                    "deadLetterFile", "unused"),
            new Variant(
                    "defaultUserId", "nobody",
                    "mdcProperties", "*",
                    "errorDetails", "message",
                    "staticContext", "source=product,env=prod"),
            new Variant(
                    "userIdKeys", "account,member_id",
                    "contextKeys", "tenantId=group_id,sales_region,group_id",
                    "staticContext", "sales_region=none",
                    "mdcProperties", "request_path,plan_name,request_path",
                    "deadLetterFile", "unused"),
        };
    }

    private Variant(String... optionsAndTexts) {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("token", "t");
        for (int i = 0; i < optionsAndTexts.length; i += 2) {
            given.put(optionsAndTexts[i], optionsAndTexts[i + 1]);
        }
        options = TrackOptions.of(given);
        if (!options.problems().isEmpty()) {
            throw new IllegalArgumentException(options.problems().toString());
        }
        encoder = new EventEncoder(options, hint -> hints.incrementAndGet());
        userIdKeys =
                Arrays.asList(given.getOrDefault("userIdKeys", "user_id,userId").split(","));
        defaultUserId = given.get("defaultUserId");
        putPairs(given.getOrDefault("contextKeys", "group_id,groupId=group_id,device_id,session_id"), contextKeys);
        putPairs(given.getOrDefault("staticContext", ""), staticContext);
        mdcProperties = Arrays.asList(given.getOrDefault("mdcProperties", "").split(","));
        redactKeys = Arrays.asList(
                given.getOrDefault("redactKeys", "password,passwd,secret,token,authorization,api_key,credit_card")
                        .split(","));
        errorDetails = given.getOrDefault("errorDetails", "type");
        deadLetters = given.containsKey("deadLetterFile");
        eventIds = !"false".equals(given.get("eventIds"));
    }

    private static void putPairs(String text, Map<String, String> pairs) {
        for (String pair : text.split(",")) {
            String[] sides = pair.split("=");
            if (!pair.isEmpty()) {
                pairs.put(sides[0], sides[sides.length - 1]);
            }
        }
    }

    boolean isRedacted(String key) {
        return redactKeys.stream().anyMatch(key::equalsIgnoreCase);
    }

    /** A key that the options speak of, perhaps in capitals where that makes no difference. */
    String redactKey(Dice dice) {
        String key = dice.pick(redactKeys);
        return dice.percent(30) ? key.toUpperCase(Locale.ROOT) : key;
    }
}
