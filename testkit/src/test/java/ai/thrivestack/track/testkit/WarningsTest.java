// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class WarningsTest {

    private static final String CONTEXT = "{'group_id':'g','source':'product'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seen      | {'revenue':'12'}            | /properties/revenue",
                "seen      | {'revenue':12.5,'value':0}  |",
                "seen      | {'value':null}              | /properties/value",
                "seen      | {'currency':'euro'}         | /properties/currency",
                "seen      | {'currency':978}            | /properties/currency",
                "seen      | {'currency':'EUR'}          |",
                "seen      | {'page_url':{}}             | /properties/page_url",
                "seen      | {'utm_campaign':'x'}        |",
                "seen      | {'feature_type':'main'}     | /properties/feature_type",
                "seen      | {'join_method':'by bus'}    |",
                "User seen | {}                          | /event_name",
                "userSeen  | {}                          | /event_name",
                "seen_     | {}                          | /event_name",
                "page_2_seen | {}                        |",
                "user_added_to_account | {}              | /event_name",
                "feature_export_used | {}                | /event_name",
                "export_feature_used | {}                | /event_name",
                "feature_used_export | {}                | /event_name",
                "feature_requested | {}                  |"
            })
    void event_accepted_isWarnedOfWhatTheVendorAsksFor(String name, String properties, String pointers) {
        assertEquals(pointers == null ? "" : pointers, pointers(event(name, properties, CONTEXT)));
    }

    /** Two events that lack one property each, and one that lacks none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signed_up          | {'name':'n'}                | {'email':'e'}               | {'email':'e','name':'n'}",
                "signed_up          | {'user_name':'n'}           | {'user_email':'e','name':null}"
                        + "                                       | {'user_email':'e','user_name':'n'}",
                "signed_up          | {'email':'e','last_name':'l'} | {'email':'e','first name':'f','last_name':'l'}"
                        + "                                       | {'email':'e','first_name':'f','last_name':'l'}",
                "signed_up          | {'email':'e','first name':'f'} | {'first name':'f','last name':'l'}"
                        + "                                       | {'email':'e','first name':'f','last name':'l'}",
                "signed_in          | {'user_name':'n'}           | {'user_email':'e'}"
                        + "                                       | {'user_name':'n','user_email':'e'}",
                "signed_out         | {'name':'n'}                | {'email':'e'}               | {'name':'n','email':'e'}",
                "account_created    | {'account_name':'a','account_id':'i'} | {'account_name':'a','account_domain':'d'}"
                        + "                                       | {'account_name':'a','account_id':'i','account_domain':'d'}",
                "account_deleted    | {}                          | {'account_name':null}       | {'account_name':'a'}",
                "account_removed_user | {'user_name':'n'}         | {'user_email':'e'}"
                        + "                                       | {'user_name':'n','user_email':'e'}",
                "feature_used       | {'feature_name':'f'}        | {'feature_type':'core'}"
                        + "                                       | {'feature_name':'f','feature_type':'add-on'}",
                "invite_sent        | {}                          | {'email':'e'}               | {'invitee_email':'e'}",
                "onboarding_step_completed | {'step_name':'n','step_index':1} | {'step_index':1,'total_steps':3}"
                        + "                                       | {'step_name':'n','step_index':1,'total_steps':3}",
                "profile_completed  | {}                          | {'status':'full'}           | {'completion_status':'full'}",
                "page_visit         | {'page_url':'u'}            | {'page_path':'/p'}"
                        + "                                       | {'page_url':'u','page_path':'/p'}",
                "trial_started      | {'trial_start_date':'a','trial_end_date':'b'}"
                        + " | {'trial_end_date':'b','trial_plan_name':'c'}"
                        + " | {'trial_start_date':'a','trial_end_date':'b','trial_plan_name':'c'}",
                "trial_ended        | {'trial_start_date':'a','trial_end_date':'b'}"
                        + " | {'trial_start_date':'a','trial_plan_name':'c'}"
                        + " | {'trial_start_date':'a','trial_end_date':'b','trial_plan_name':'c'}"
            })
    void event_known_isWarnedOfEachPropertyThatItLacks(String name, String lacks, String lacksToo, String complete) {
        assertEquals("/properties", pointers(event(name, lacks, CONTEXT)));
        assertEquals("/properties", pointers(event(name, lacksToo, CONTEXT)));
        assertEquals("", pointers(event(name, complete, CONTEXT)));
    }

    @Test
    void user_addedToAnAccount_isWarnedOfAllThatIsMissing() {
        String complete = "{'account_name':'a','user_email':'e','user_name':'n','user_role':'r','join_method':'sso',"
                + "'is_first_user':false}";

        assertEquals(
                "account_name; user_email or email; user_name or name; role or user_role; join_method; is_first_user",
                event("account_added_user", "{}", CONTEXT).warnings().stream()
                        .map(warning -> warning.replaceAll(".* has no (.*), which the vendor's reports need.", "$1"))
                        .collect(Collectors.joining("; ")));
        assertEquals("", pointers(event("account_added_user", complete, CONTEXT)));
        assertEquals(
                "/properties/join_method",
                pointers(event("account_added_user", complete.replace("sso", "by bus"), CONTEXT)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seen | {'source':'product'}                             | /context",
                "seen | {'source':'product','group_id':''}               | /context",
                "seen | {'group_id':'g'}                                 | /context",
                "seen | {}                                               | /context /context",
                "seen | {'source':'product','group_id':7}                | /context/group_id",
                "seen | {'source':'product','group_id':null}             | /context/group_id",
                "seen | {'source':'website','group_id':'g'}              | /context/source",
                "seen | {'source':null,'group_id':'g'}                   | /context/source",
                "seen | {'source':'marketing','group_id':'g','other':1}  |",
                "signed_up | {'source':'product'}                        |",
                "signed_up | {}                                          | /context"
            })
    void context_ofAnEvent_isWarnedOfToo(String name, String context, String pointers) {
        TrackedEvent event = event(name, "{'email':'e','name':'n'}", context);

        assertEquals(pointers == null ? "" : pointers, pointers(event));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3599   |",
                "3601   | 1 hour before",
                "-3599  |",
                "-3601  | 1 hour after",
                "-32400 | 9 hours after",
                "172800 | 2 days before"
            })
    void timestamp_farFromItsArrival_isWarnedOf(long secondsAgo, String distance) {
        Instant received = Instant.parse("2026-11-24T00:00:00Z");
        TrackedEvent sent = event("seen", "{}", CONTEXT);
        TrackedEvent event =
                new TrackedEvent(sent.json(), "seen", "u1", received.minusSeconds(secondsAgo), received.toEpochMilli());

        List<String> expected = distance == null
                ? Collections.emptyList()
                : Collections.singletonList("/timestamp: timestamp is " + distance
                        + " the event came: it has waited, or a clock or a time zone is wrong.");
        assertEquals(expected, event.warnings());
    }

    @Test
    void timestamp_ofAnotherCentury_isWarnedOfByTheServer() {
        TrackedEvent event = Tracked.events(Tracked.eventAt("1970-01-20T14:09:30.535Z", "seen", "u1", "{}", CONTEXT))
                .get(0);

        assertEquals("/timestamp", pointers(event));
    }

    @Test
    void user_withAnAddressForAnId_isWarnedOf() {
        String now = Instant.now().toString();

        assertEquals(
                "/user_id",
                pointers(Tracked.events(Tracked.eventAt(now, "seen", "ann@acmelabs.com", "{}", CONTEXT))
                        .get(0)));
        assertEquals(
                "",
                pointers(Tracked.events(Tracked.eventAt(now, "seen", "ann@acme", "{}", CONTEXT))
                        .get(0)));
    }

    @Test
    void warning_ofTheEventAsAWhole_hasNoPlace() {
        assertEquals("why", new Warning("", "why").toString());
        assertEquals("/context: why", new Warning("/context", "why").toString());
    }

    private static TrackedEvent event(String name, String properties, String context) {
        return Tracked.events(Tracked.eventAt(Instant.now().toString(), name, "u1", properties, context))
                .get(0);
    }

    private static String pointers(TrackedEvent event) {
        return Warnings.of(event, Collections.emptyList()).stream()
                .map(warning -> warning.fields().get("pointer").toString())
                .collect(Collectors.joining(" "));
    }
}
