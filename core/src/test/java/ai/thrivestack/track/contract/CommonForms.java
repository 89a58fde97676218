// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The forms of call that SLF4J 1.7 has, and so every framework. */
final class CommonForms {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    private CommonForms() {}

    static Stream<Form> all() {
        return Stream.of(names(), templates(), texts(), maps(), markers(), places())
                .flatMap(forms -> forms);
    }

    static Form form(String title, Consumer<Logger> call, String name, String properties) {
        return new Form(
                title,
                call,
                "{'event_name':'" + name + "','user_id':'u1','properties':{" + properties + "},'context':{}}");
    }

    private static Stream<Form> names() {
        return Stream.of(
                form("name alone", log -> log.info(TRACK, "signed_up"), "signed_up", ""),
                form("name with punctuation", log -> log.warn(TRACK, "  Signed\n up!  "), "Signed up", ""),
                form("name at ERROR", log -> log.error(TRACK, "signed_up"), "signed_up", ""));
    }

    private static Stream<Form> templates() {
        return Stream.of(
                form(
                        "template",
                        log -> log.info(TRACK, "feature_used feature_name={} seats={}", "csv", 3),
                        "feature_used",
                        "'feature_name':'csv','seats':3"),
                form(
                        "template with three and more arguments",
                        log -> log.info(TRACK, "a_b c={} d={} e={} f={}", 1L, 2.5, true, 'x'),
                        "a_b",
                        "'c':1,'d':2.5,'e':true,'f':'x'"),
                form(
                        "dressed with comma and quotes",
                        log -> log.info(TRACK, "order_placed: amount={}, currency='{}'", 12, "EUR"),
                        "order_placed",
                        "'amount':12,'currency':'EUR'"),
                form("dressed with brackets", log -> log.info(TRACK, "x [a={}] (b={})", 1, 2), "x", "'a':1,'b':2"),
                form("with a colon", log -> log.info(TRACK, "signed_up plan: {}", "pro"), "signed_up", "'plan':'pro'"),
                form(
                        "first word with a colon",
                        log -> log.info(TRACK, "signed_up: {}", "pro"),
                        "signed_up",
                        "'arg0':'pro'"),
                form(
                        "several placeholders in a value",
                        log -> log.info(TRACK, "signed_up name='{} {}' path=/u/{}/edit", "Jane", "Doe", 7),
                        "signed_up",
                        "'name':'Jane Doe','path':'/u/7/edit'"),
                form("a unit", log -> log.info(TRACK, "report_made took={}ms", 12), "report_made", "'took':12"),
                form(
                        "bare placeholders",
                        log -> log.info(TRACK, "User {} bought {}", "jane", 3),
                        "User bought",
                        "'arg0':'jane','arg1':3"),
                form("missing argument", log -> log.info(TRACK, "a_b c={} d={}", 1), "a_b", "'c':1"),
                form("excess argument", log -> log.info(TRACK, "a_b c={}", 1, 2), "a_b", "'c':1,'arg1':2"),
                form("null argument", log -> log.info(TRACK, "a_b c={}", (Object) null), "a_b", "'c':null"),
                form(
                        "an exception",
                        log -> log.info(TRACK, "a_b c={}", 1, new IllegalStateException("secret")),
                        "a_b",
                        "'c':1,'error_type':'java.lang.IllegalStateException'"),
                form(
                        "an exception alone",
                        log -> log.error(TRACK, "a_b", new IllegalStateException("secret")),
                        "a_b",
                        "'error_type':'java.lang.IllegalStateException'"),
                form(
                        "an exception with a placeholder",
                        log -> log.info(TRACK, "a_b c={} e={}", 1, new IllegalStateException("secret")),
                        "a_b",
                        "'c':1,'error_type':'java.lang.IllegalStateException'"));
    }

    private static Stream<Form> texts() {
        return Stream.of(
                form(
                        "text",
                        log -> log.info(TRACK, "signed_up email=" + "a@b.c" + " plan=\"pro plus\""),
                        "signed_up",
                        "'email':'a@b.c','plan':'pro plus'"),
                form(
                        "text, the first of a name",
                        log -> log.info(TRACK, "signed_up plan=pro plan=free"),
                        "signed_up",
                        "'plan':'pro'"),
                form(
                        "text that would speak for somebody else",
                        log -> log.info(TRACK, "signed_up email=" + "x user_id=admin group_id=g2 event_name=evil"),
                        "signed_up",
                        "'email':'x','user_id':'admin','group_id':'g2','event_name':'evil'"),
                form(
                        "String.format",
                        log -> log.info(TRACK, String.format("signed_up seats=%d", 3)),
                        "signed_up",
                        "'seats':'3'"),
                form(
                        "text, a value with spaces",
                        log -> log.info(TRACK, "signed_up name=" + "Ann Smith" + " plan=pro"),
                        "signed_up",
                        "'name':'Ann','plan':'pro'"),
                form(
                        "String.format, a value with spaces at the end",
                        log -> log.info(TRACK, String.format("file_uploaded size=%d name=%s", 3, "my long file.txt")),
                        "file_uploaded",
                        "'size':'3','name':'my'"),
                form(
                        "text, a value with spaces in quotes and words behind it",
                        log -> log.info(TRACK, "order_placed item='" + "blue shirt" + "' for " + "Ann Smith"),
                        "order_placed",
                        "'item':'blue shirt'"),
                form(
                        "text that begins with a pair in brackets",
                        log -> log.info(TRACK, "[tenant=" + "Acme Ltd" + "] User signed up plan=pro"),
                        "User signed up",
                        "'tenant':'Acme','plan':'pro'"),
                form(
                        "text that begins with a pair",
                        log -> log.info(TRACK, "tenant=" + "Acme Ltd" + " signed_up plan=pro"),
                        "signed_up",
                        "'tenant':'Acme','plan':'pro'"),
                form(
                        "text beside a template",
                        log -> log.info(TRACK, "signed_up plan=pro seats={}", 3),
                        "signed_up",
                        "'seats':3,'plan':'pro'"));
    }

    private static Stream<Form> maps() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("invitee_email", "a@b.c");
        map.put("first name", "Jane");
        map.put("seats", 3);
        String entries = "'invitee_email':'a@b.c','first name':'Jane','seats':3";
        return Stream.of(
                form("map", log -> log.info(TRACK, "invite_sent", map), "invite_sent", entries),
                form("map in a placeholder", log -> log.info(TRACK, "invite_sent {}", map), "invite_sent", entries),
                form(
                        "map as the value of a pair",
                        log -> log.info(TRACK, "invite_sent to={}", Collections.singletonMap("a", Arrays.asList(1, 2))),
                        "invite_sent",
                        "'to':{'a':[1,2]}"),
                form(
                        "map before template",
                        log -> log.info(TRACK, "invite_sent seats={}", 9, Collections.singletonMap("seats", 3)),
                        "invite_sent",
                        "'seats':3"),
                named("event_name"),
                named("event.name"),
                named("otel.event.name"));
    }

    private static Form named(String key) {
        return form(
                "map with " + key,
                log -> log.info(TRACK, "{}", Collections.singletonMap(key, "trial_started")),
                "trial_started",
                "");
    }

    private static Stream<Form> markers() {
        Marker event = MarkerFactory.getMarker("account_created");
        event.add(TRACK);
        Marker outer = MarkerFactory.getMarker("account_renamed");
        outer.add(event);
        return Stream.of(
                form(
                        "event-named marker",
                        log -> log.info(event, "Anything at all, name={}", "acme"),
                        "account_created",
                        "'name':'acme'"),
                form("event-named marker around another", log -> log.info(outer, "any text"), "account_renamed", ""),
                form(
                        "a value's name before a marker's",
                        log -> log.info(event, "any", Collections.singletonMap("event_name", "signed_up")),
                        "signed_up",
                        ""));
    }

    private static Stream<Form> places() {
        return Stream.of(
                new Form(
                        "user and group in the template",
                        log -> log.info(TRACK, "signed_up user_id={} groupId={} plan={}", 42, "g1", "pro"),
                        "{'event_name':'signed_up','user_id':'42','properties':{'plan':'pro'},'context':{'group_id':'g1'}}"),
                new Form(
                        "user and group in a map",
                        log -> log.info(TRACK, "signed_up", userAndGroup()),
                        "{'event_name':'signed_up','user_id':'u2','properties':{},'context':{'group_id':'g2'}}"),
                form(
                        "a blank user is none",
                        log -> log.info(TRACK, "signed_up user_id={}", " "),
                        "signed_up",
                        "'user_id':' '"),
                form(
                        "secrets",
                        log -> log.info(TRACK, "signed_in password={}", "p", Collections.singletonMap("TOKEN", 5)),
                        "signed_in",
                        "'TOKEN':'[redacted]','password':'[redacted]'"),
                form(
                        "a secret in a text",
                        log -> log.info(TRACK, "login_failed password=" + "my hidden phrase" + " plan=pro"),
                        "login_failed",
                        "'password':'[redacted]','plan':'pro'"),
                form(
                        "a secret in a text beside a template",
                        log -> log.info(TRACK, "login_failed password: " + "my hidden phrase" + " plan={}", "pro"),
                        "login_failed",
                        "'plan':'pro','password':'[redacted]'"),
                form(
                        "a secret in JSON",
                        log -> log.info(TRACK, "login_failed {\"password\":\"" + "x y" + "\",\"plan\":\"pro\"}"),
                        "login_failed",
                        "'password':'[redacted]'"),
                form(
                        "a secret behind a scheme",
                        log -> log.info(TRACK, "api_called Authorization: Bearer {} path={}", "abc", "/"),
                        "api_called",
                        "'path':'/','Authorization':'[redacted]'"));
    }

    private static Map<String, Object> userAndGroup() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("userId", "u2");
        map.put("group_id", "g2");
        return map;
    }
}
