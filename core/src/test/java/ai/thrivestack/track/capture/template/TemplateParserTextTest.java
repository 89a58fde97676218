// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.template;

import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;

import ai.thrivestack.track.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The pairs that are written out in a text. */
class TemplateParserTextTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                row("signed_up plan=pro", "signed_up", "plan", "pro"),
                row("signed_up plan=\"pro plus\"", "signed_up", "plan", "pro plus"),
                row("signed_up plan='pro plus' seats=3", "signed_up", "plan", "pro plus", "seats", "3"),
                row("signed_up 'plan'='pro'", "signed_up", "plan", "pro"),
                row("signed_up \"first name\"=\"Jane\"", "signed_up", "first name", "Jane"),
                row("signed_up plan = pro", "signed_up", "plan", "pro"),
                row("signed_up plan =pro", "signed_up", "plan", "pro"),
                // nothing behind the sign
                row("signed_up email= plan=pro", "signed_up", "email", "", "plan", "pro"),
                row("signed_up email=", "signed_up", "email", ""),
                row("signed_up email=\"\" plan=''", "signed_up", "email", "", "plan", ""),
                // dress
                row("signed_up (plan=pro)", "signed_up", "plan", "pro"),
                row("signed_up [plan=pro, seats=3]", "signed_up", "plan", "pro", "seats", "3"),
                row("signed_up: plan=pro; seats=3.", "signed_up", "plan", "pro", "seats", "3"),
                row("signed_up a=b,c=d;e=f|g=h", "signed_up", "a", "b", "c", "d", "e", "f", "g", "h"),
                row("signed_up a=(b) c=[d]", "signed_up", "a", "b", "c", "d"),
                // what belongs to a value
                row("x a=1,234.5", "x", "a", "1,234.5"),
                row("x a=it's", "x", "a", "it's"),
                row("x a=b=c", "x", "a", "b=c"),
                row("x a=f(b)", "x", "a", "f(b)"),
                row("x mail=jane.doe+tag@a.b", "x", "mail", "jane.doe+tag@a.b"),
                row("x url=https://a.b/c?d=e&f=g", "x", "url", "https://a.b/c?d=e&f=g"),
                row("x a=ü b=用 c=😀", "x", "a", "ü", "b", "用", "c", "😀"),
                row("x a=\"b", "x", "a", "\"b"),
                // the first of a name stays
                row("x a=1 a=2", "x", "a", "1"),
                // the name ends at the first pair
                row("signed_up name=Ann Smith plan=pro", "signed_up", "name", "Ann", "plan", "pro"),
                row("signed_up plan=pro today", "signed_up", "plan", "pro"),
                row("User signed up (plan=pro) today", "User signed up", "plan", "pro"),
                row("order_placed: item='blue shirt' for Ann", "order_placed", "item", "blue shirt"),
                row("signed_up email= Ann Smith", "signed_up", "email", ""),
                // or, where it has not begun, is what no value can have a part in
                row("[req=7] signed_up plan=pro", "signed_up", "req", "7", "plan", "pro"),
                row("[req=7] [user=Ann Smith] User signed up", "User signed up", "req", "7", "user", "Ann"),
                row("(req=7, user=Ann Smith) User signed up", "User signed up", "req", "7", "user", "Ann"),
                row("user='Ann Smith' User signed up plan=pro", "User signed up", "user", "Ann Smith", "plan", "pro"),
                row("tenant=acme signed_up", "signed_up", "tenant", "acme"),
                row("user=Ann Smith: signed_up, at last", "signed_up", "user", "Ann"),
                row("a=b c=d signed_up e=f account_created", "signed_up", "a", "b", "c", "d", "e", "f"),
                row("name=Ann Smith", "", "name", "Ann"),
                row("name=Ann Smith plan=pro", "", "name", "Ann", "plan", "pro"),
                row("file=my _x y_ a__b.txt a/b_c", "", "file", "my"),
                row("{user=Ann Smith, plan=pro}", "", "user", "Ann", "plan", "pro"),
                // no pairs
                row("x a==b", "x a==b"),
                row("x a=>b", "x a=>b"),
                row("x a>=b a<=b a!=b", "x a>=b a<=b a!=b"),
                row("x 1=2", "x 1=2"),
                row("x a: b", "x a: b"),
                row("see https://a.b/c", "see https://a.b/c"),
                row("at 10:30", "at 10:30"),
                row("x a::b", "x a::b"),
                // a text alone has no name
                row("plan=pro", "", "plan", "pro"));
    }

    private static Arguments row(String text, String name, String... pairs) {
        return arguments(text, name, Given.texts(pairs));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void text_withPairs_givesNameAndTexts(String text, String name, Map<String, String> pairs) {
        Template template = Templates.parsed(text);
        assertEquals(name, template.name);
        assertEquals(pairs, template.texts);
        assertEquals(Collections.emptyList(), template.placeholders);
    }

    @Test
    void textAndPlaceholders_mixed_areKeptApart() {
        Template template = Templates.parsed("signed_up source=web plan={} region=\"eu west\" {}");
        assertEquals("signed_up", template.name);
        assertEquals(Given.texts("source", "web", "region", "eu west"), template.texts);
        assertEquals("plan", template.placeholders.get(0).key);
        assertEquals(null, template.placeholders.get(1).key);
    }

    @Test
    void name_besidePlaceholders_doesNotEndAtAPair() {
        assertEquals("signed_up today", Templates.parsed("signed_up source=web plan={} today").name);
        assertEquals("signed_up", Templates.parsed("source=web signed_up plan={}").name);
    }

    @Test
    void escapedPlaceholder_isText() {
        Template template = Templates.parsed("x a=\\{} b={}");
        assertEquals(Collections.singleton("a"), template.texts.keySet());
        assertEquals("b", template.placeholders.get(0).key);
        assertEquals(1, template.places);
    }
}
