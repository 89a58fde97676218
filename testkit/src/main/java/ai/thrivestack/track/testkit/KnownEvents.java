// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The vendor's event names, with the properties that its pages call mandatory or key. The pages contradict one another
 * ({@code email} or {@code user_email}, {@code name} or {@code user_name}), so that either spelling will do.
 */
final class KnownEvents {

    private static final String EMAIL = "email|user_email";
    private static final String USER_EMAIL = "user_email|email";
    private static final String USER_NAME = "user_name|name";

    /** Spellings of one property are separated by a bar; behind a semicolon are those of older pages, not named. */
    private static final Map<String, List<String>> NEEDED = new HashMap<>();

    static {
        needs("signed_up", EMAIL, "name|user_name;first_name+last_name|first name+last name");
        needs("signed_in", USER_NAME, USER_EMAIL);
        needs("signed_out", USER_NAME, USER_EMAIL);
        needs("account_created", "account_name", "account_id", "account_domain");
        needs("account_deleted", "account_name");
        needs(
                "account_added_user",
                "account_name",
                USER_EMAIL,
                USER_NAME,
                "role|user_role",
                "join_method",
                "is_first_user");
        needs("account_removed_user", USER_NAME, USER_EMAIL);
        needs("feature_used", "feature_name", "feature_type");
        needs("invite_sent", "invitee_email");
        needs("onboarding_step_completed", "step_name", "step_index", "total_steps");
        needs("profile_completed", "completion_status");
        needs("page_visit", "page_url", "page_path");
        needs("trial_started", "trial_start_date", "trial_end_date", "trial_plan_name");
        needs("trial_ended", "trial_start_date", "trial_end_date", "trial_plan_name");
    }

    private KnownEvents() {}

    private static void needs(String event, String... properties) {
        NEEDED.put(event, Collections.unmodifiableList(Arrays.asList(properties)));
    }

    /** What an event of that name lacks: {@code email or user_email}. Of another name it lacks nothing. */
    static List<String> missing(String event, Map<String, Object> properties) {
        List<String> missing = new ArrayList<>();
        for (String needed : NEEDED.getOrDefault(event, Collections.emptyList())) {
            boolean found = Arrays.stream(needed.split("[|;]"))
                    .anyMatch(spelling -> Arrays.stream(spelling.split("\\+"))
                            .allMatch(property -> properties.get(property) != null));
            if (!found) {
                missing.add(needed.replaceFirst(";.*", "").replace("|", " or "));
            }
        }
        return missing;
    }
}
