// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bearer tokens that are valid. No message of this class contains one. Immutable. */
final class Tokens {

    /** Any non-empty bearer token is valid. */
    static final Tokens ANY = new Tokens(null);

    private static final Pattern BEARER = Pattern.compile("(?i:bearer)(?: +(\\S+))?");

    /** The valid tokens; null stands for all. */
    private final Set<String> valid;

    private Tokens(Set<String> valid) {
        this.valid = valid;
    }

    static Tokens only(String... tokens) {
        for (String token : tokens) {
            if (token == null || token.isEmpty()) {
                throw new IllegalArgumentException("a token must not be empty");
            }
        }
        return new Tokens(Collections.unmodifiableSet(new HashSet<>(Arrays.asList(tokens))));
    }

    void judge(String authorization, Faults faults) {
        if (authorization == null) {
            faults.add(Rule.TOKEN, "The Authorization header is missing.");
            return;
        }
        Matcher bearer = BEARER.matcher(authorization);
        if (!bearer.matches()) {
            faults.add(Rule.TOKEN, "The Authorization header is not of the form: Bearer <token>.");
        } else if (bearer.group(1) == null) {
            faults.add(Rule.TOKEN, "The bearer token is empty.");
        } else if (valid != null && !valid.contains(bearer.group(1))) {
            faults.add(Rule.TOKEN, "The bearer token is not valid.");
        }
    }

    void judgeKey(String key, Faults faults) {
        if (key.trim().isEmpty() || valid != null && !valid.contains(key.trim())) {
            faults.add(Rule.TOKEN, "The x-api-key is not valid.");
        }
    }
}
