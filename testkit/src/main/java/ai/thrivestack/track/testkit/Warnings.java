// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the vendor's pages ask for beyond the contract: names in snake_case, the properties that its reports need, the
 * types of reserved properties. The pages contradict one another, so that none of it is a reason to refuse an event.
 * Where they give two spellings, either will do; {@code group_id} is mandatory on one page alone and not asked for.
 */
final class Warnings {

    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    /** By event name; the spellings of one property are separated by a bar. */
    private static final Map<String, List<String>> MANDATORY = new HashMap<>();

    static {
        MANDATORY.put(
                "signed_up", Arrays.asList("email|user_email", "name", "first_name|first name", "last_name|last name"));
        MANDATORY.put("signed_in", Arrays.asList("user_name"));
        MANDATORY.put("signed_out", Arrays.asList("user_name"));
        MANDATORY.put("account_created", Arrays.asList("account_name"));
        MANDATORY.put("account_deleted", Arrays.asList("account_name"));
        MANDATORY.put("account_added_user", Arrays.asList("user_name", "user_email|email", "user_role"));
        MANDATORY.put("account_removed_user", Arrays.asList("user_name", "user_email|email"));
        MANDATORY.put("feature_used", Arrays.asList("feature_name"));
        MANDATORY.put("invite_sent", Arrays.asList("invitee_email"));
        MANDATORY.put("trial_started", Arrays.asList("trial_start_date", "trial_end_date", "trial_plan_name"));
        MANDATORY.put("trial_ended", MANDATORY.get("trial_started"));
    }

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
    private static final List<String> CONTEXT_STRINGS = Arrays.asList("group_id", "device_id", "session_id");
    private static final List<String> SOURCES = Arrays.asList("product", "marketing");

    private final List<Object> found = new ArrayList<>();

    private Warnings() {}

    /**
     * Each with the JSON Pointer of a value in the event and a message for people; empty where all is well.
     *
     * @param unplanned what a tracking plan says about the event
     */
    static List<Object> of(TrackedEvent event, List<String> unplanned) {
        Warnings warnings = new Warnings();
        warnings.name(event.eventName());
        warnings.properties(event.eventName(), event.properties());
        warnings.context(event.context());
        unplanned.forEach(message -> warnings.warn("", message));
        return warnings.found;
    }

    private void name(String name) {
        if (!SNAKE_CASE.matcher(name).matches()) {
            warn("/event_name", "The name is not an object and a past-tense verb in snake_case, such as signed_up.");
        }
    }

    private void properties(String name, Map<String, Object> properties) {
        for (String spellings : MANDATORY.getOrDefault(name, Collections.emptyList())) {
            List<String> either = Arrays.asList(spellings.split("\\|"));
            if (either.stream().allMatch(property -> properties.get(property) == null)) {
                warn(
                        "/properties",
                        name + " has no " + String.join(" or ", either) + ", which the vendor's reports need.");
            }
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
    }

    private void context(Map<String, Object> context) {
        strings("/context/", CONTEXT_STRINGS, context);
        if (context.containsKey("source") && !SOURCES.contains(context.get("source"))) {
            warn("/context/source", "source is product or marketing.");
        }
    }

    private void strings(String parent, List<String> reserved, Map<String, Object> fields) {
        for (String name : reserved) {
            if (fields.containsKey(name) && !(fields.get(name) instanceof String)) {
                warn(parent + name, name + " is reserved for a string.");
            }
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
        Map<String, Object> warning = new LinkedHashMap<>();
        warning.put("pointer", pointer);
        warning.put("message", message);
        found.add(warning);
    }
}
