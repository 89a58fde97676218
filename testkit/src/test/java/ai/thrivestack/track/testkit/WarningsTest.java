// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class WarningsTest {

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
                "User seen | {}                          | /event_name",
                "userSeen  | {}                          | /event_name",
                "seen_     | {}                          | /event_name",
                "page_2_seen | {}                        |",
                "account_created | {}                    | /properties",
                "account_created | {'account_name':null} | /properties",
                "account_created | {'account_name':'A'}  |",
                "feature_used | {'feature_name':3}       | /properties/feature_name",
                "trial_ended | {'trial_start_date':'a','trial_end_date':'b'}                    | /properties",
                "signed_up | {'email':'e','name':'n','first_name':'f','last_name':'l'}          |",
                "signed_up | {'user_email':'e','name':'n','first name':'f','last name':'l'}     |",
                "signed_up | {'email':'e','name':'n'}    | /properties /properties"
            })
    void event_accepted_isWarnedOfWhatTheVendorAsksFor(String name, String properties, String pointers) {
        assertEquals(pointers == null ? "" : pointers, pointers(name, properties, "{}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'group_id':7}           | /context/group_id",
                "{'source':'website'}     | /context/source",
                "{'source':'product','group_id':'g','other':1} |"
            })
    void context_ofAnEvent_isWarnedOfToo(String context, String pointers) {
        assertEquals(pointers == null ? "" : pointers, pointers("seen", "{}", context));
    }

    private static String pointers(String name, String properties, String context) {
        String event = Requests.eventWith("properties", properties + ",\"context\":" + context);
        HttpRequest request =
                Requests.withBody("[" + event.replace("signed_up", name).replace('\'', '"') + "]");
        List<TrackedEvent> events = new Contract(Tokens.ANY).judge(request).events();
        return Warnings.of(events.get(0), Collections.emptyList()).stream()
                .map(warning -> ((Map<?, ?>) warning).get("pointer").toString())
                .collect(Collectors.joining(" "));
    }
}
