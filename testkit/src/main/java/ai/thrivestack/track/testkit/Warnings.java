// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the vendor's pages ask for beyond the contract: their names and those in snake_case, the properties and the
 * context that the reports need, the types of reserved properties, a time near the present. The pages contradict one
 * another, so that none of it is a reason to refuse an event. Where they give several spellings, each will do.
 */
final class Warnings {

    /** An event comes within seconds; a time zone forgotten makes hours. */
    static final Duration NEAR = Duration.ofHours(1);

    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Pattern FEATURE_IN_NAME = Pattern.compile("feature_.+_used|feature_used_.+|.+_feature_used");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    private static final List<String> NUMBERS = Arrays.asList("revenue", "value");
    private static final List<String> STRINGS = Arrays.asList(
            "feature_name",
            "feature_type",
            "page_url",
            "page_path",
            "page_referrer",
            "utm_source",
            "utm_medium",
            "utm_campaign");
    private static final List<String> FEATURE_TYPES = Arrays.asList("core", "secondary", "add-on", "sticky", "support");
    private static final List<String> JOIN_METHODS = Arrays.asList("signup", "invite", "sso", "scim", "admin");
    private static final List<String> CONTEXT_STRINGS = Arrays.asList("group_id", "device_id", "session_id");
    private static final List<String> SOURCES = Arrays.asList("product", "marketing");

    private final List<Warning> found = new ArrayList<>();

    private Warnings() {}

    /**
     * Empty where all is well.
     *
     * @param unplanned what a tracking plan says about the event
     */
    static List<Warning> of(TrackedEvent event, List<String> unplanned) {
        Warnings warnings = new Warnings();
        warnings.name(event.eventName());
        warnings.user(event.userId());
        warnings.time(event.timestamp(), event.received());
        warnings.properties(event.eventName(), event.properties());
        warnings.context(event.eventName(), event.context());
        unplanned.forEach(message -> warnings.warn("", message));
        return warnings.found;
    }

    private void name(String name) {
        if (!SNAKE_CASE.matcher(name).matches()) {
            warn("/event_name", "The name is not an object and a past-tense verb in snake_case, such as signed_up.");
        } else if (name.equals("user_added_to_account")) {
            warn("/event_name", "The vendor has no user_added_to_account; its event is account_added_user.");
        } else if (FEATURE_IN_NAME.matcher(name).matches()) {
            warn("/event_name", "The name is always feature_used; which feature it was goes into feature_name.");
        }
    }

    private void user(String id) {
        if (EMAIL.matcher(id).matches()) {
            warn(
                    "/user_id",
                    "user_id is an e-mail address, which the vendor advises against where there is a stable id.");
        }
    }

    private void time(Instant timestamp, Instant received) {
        Duration late = Duration.between(timestamp, received);
        if (late.abs().compareTo(NEAR) > 0) {
            warn(
                    "/timestamp",
                    "timestamp is " + inWords(late.abs()) + (late.isNegative() ? " after" : " before")
                            + " the event came: it has waited, or a clock or a time zone is wrong.");
        }
    }

    private static String inWords(Duration time) {
        long hours = time.toHours();
        long amount = hours < 48 ? hours : hours / 24;
        return amount + (hours < 48 ? " hour" : " day") + (amount == 1 ? "" : "s");
    }

    private void properties(String name, Map<String, Object> properties) {
        for (String missing : KnownEvents.missing(name, properties)) {
            warn("/properties", name + " has no " + missing + ", which the vendor's reports need.");
        }
        for (String property : NUMBERS) {
            if (properties.containsKey(property) && !(properties.get(property) instanceof Number)) {
                warn("/properties/" + property, property + " is reserved for a number.");
            }
        }
        strings("/properties/", STRINGS, properties);
        if (properties.containsKey("currency") && !isCurrency(properties.get("currency"))) {
            warn("/properties/currency", "currency is reserved for a code of ISO 4217, such as EUR.");
        }
        oneOf("feature_type", FEATURE_TYPES, properties);
        if (name.equals("account_added_user")) {
            oneOf("join_method", JOIN_METHODS, properties);
        }
    }

    private void context(String name, Map<String, Object> context) {
        if (isMissing("group_id", context) && !name.equals("signed_up")) {
            warn("/context", "The context has no group_id, the account, which every event but signed_up has.");
        }
        if (isMissing("source", context)) {
            warn("/context", "The context has no source: product in every call of an application.");
        } else if (!SOURCES.contains(context.get("source"))) {
            warn("/context/source", "source is product or marketing.");
        }
        strings("/context/", CONTEXT_STRINGS, context);
    }

    private static boolean isMissing(String name, Map<String, Object> fields) {
        return !fields.containsKey(name) || "".equals(fields.get(name));
    }

    private void strings(String parent, List<String> reserved, Map<String, Object> fields) {
        for (String name : reserved) {
            if (fields.containsKey(name) && !(fields.get(name) instanceof String)) {
                warn(parent + name, name + " is reserved for a string.");
            }
        }
    }

    private void oneOf(String property, List<String> values, Map<String, Object> properties) {
        Object value = properties.get(property);
        if (value instanceof String && !values.contains(value)) {
            warn("/properties/" + property, property + " is one of " + String.join(", ", values) + ".");
        }
    }

    private static boolean isCurrency(Object value) {
        try {
            return value instanceof String && Currency.getInstance((String) value) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void warn(String pointer, String message) {
        found.add(new Warning(pointer, message));
    }
}
