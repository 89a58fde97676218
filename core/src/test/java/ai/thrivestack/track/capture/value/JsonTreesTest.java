// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.io.StringReader;
import java.util.Collections;
import java.util.stream.Stream;

import ai.thrivestack.track.capture.FakeRecord;
import ai.thrivestack.track.capture.ObjectsWritten;
import ai.thrivestack.track.capture.StrictJson;
import ai.thrivestack.track.capture.Written;
import com.google.gson.JsonParser;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** JSON of an application's library is sent as that JSON, within our bounds. */
class JsonTreesTest {
    private static final String PLAN = "{\"plan\":\"pro\",\"seats\":3,\"tags\":[\"a\",null,{\"x\":1.50}],\"on\":true}";

    static Stream<Arguments> libraries() throws Exception {
        return Stream.of(
                arguments("Jackson 2", new com.fasterxml.jackson.databind.ObjectMapper().readTree(PLAN)),
                arguments("Jackson 3", new tools.jackson.databind.ObjectMapper().readTree(PLAN)),
                arguments("Gson", JsonParser.parseString(PLAN)),
                arguments("org.json", new JSONObject(PLAN)),
                arguments(
                        "jakarta.json",
                        jakarta.json.Json.createReader(new StringReader(PLAN)).readObject()),
                arguments(
                        "javax.json",
                        javax.json.Json.createReader(new StringReader(PLAN)).readObject()),
                arguments("Vert.x", vertx("JsonObject", PLAN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("libraries")
    void tree_isItsJson(String library, Object tree) {
        for (String objects : new String[] {"text", "json"}) {
            ObjectsWritten written = new ObjectsWritten(objects);
            assertEquals(normal(PLAN), written.value(tree).toString().replace("1.50", "1.5"));
            assertEquals(written.value(tree), written.structured(tree));
            assertEquals(
                    written.value(tree),
                    written.value(Collections.singletonList(tree)).get(0));
            assertEquals(Collections.emptyList(), written.hints);
        }
    }

    private static String normal(String json) {
        return json.replace("1.50", "1.5");
    }

    /** By reflection: its classes name annotations that are not on the class path. */
    private static Object vertx(String type, String json) throws ReflectiveOperationException {
        return Class.forName("io.vertx.core.json." + type)
                .getConstructor(String.class)
                .newInstance(json);
    }

    static Stream<Arguments> others() throws Exception {
        return Stream.of(
                arguments(new JSONArray("[1,[2]]"), "[1,[2]]"),
                arguments(vertx("JsonArray", "[1,\"x\"]"), "[1,'x']"),
                arguments(JsonParser.parseString("\"text\""), "'text'"),
                arguments(JsonParser.parseString("null"), "null"),
                arguments(jakarta.json.Json.createValue("text"), "'text'"),
                arguments(jakarta.json.JsonValue.FALSE, "false"),
                arguments(javax.json.Json.createValue(7), "7"),
                arguments(com.fasterxml.jackson.databind.node.TextNode.valueOf("text"), "'text'"),
                arguments(com.fasterxml.jackson.databind.node.MissingNode.getInstance(), "''"));
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("others")
    void tree_thatIsNoObject_isItsJson(Object tree, String json) {
        assertEquals(StrictJson.of(json), new ObjectsWritten("text").value(tree));
    }

    @Test
    void tree_isRedacted_andItsNamesAreMadeWellFormed() {
        JSONObject tree = new JSONObject();
        tree.put("Password", "hunter2");
        tree.put("in", new JSONArray().put(new JSONObject().put("token", "t")));
        tree.put("a\ud800", "first");
        assertEquals(
                StrictJson.of("{'Password':'[redacted]','in':[{'token':'[redacted]'}],'a\ufffd':'first'}"),
                new ObjectsWritten("text").value(tree));
    }

    @Test
    void tree_tooDeepOrTooLarge_isCut() {
        JSONArray deep = new JSONArray();
        for (int i = 0; i < 100; i++) {
            deep = new JSONArray().put(deep);
        }
        String written = new ObjectsWritten("text").value(deep).toString();
        assertTrue(written.endsWith("\"[too deep]\"" + String.join("", Collections.nCopies(32, "]"))), written);
        JSONArray large = new JSONArray(Collections.nCopies(20_000, 7));
        com.fasterxml.jackson.databind.JsonNode cut = new ObjectsWritten("text").value(large);
        assertEquals(10_001, cut.size());
        assertEquals("[truncated]", cut.get(10_000).textValue());
    }

    @Test
    void tree_whoseTextIsNoJson_isThatText() {
        JSONObject odd = new JSONObject() {
            @Override
            public String toString() {
                return "{\"a\":";
            }
        };
        assertEquals("{\"a\":", new ObjectsWritten("text").value(odd).textValue());
    }

    @Test
    void entries_ofATreeThatIsAMap_areTheRecords() {
        Object tree = jakarta.json.Json.createObjectBuilder().add("plan", "pro").build();
        assertEquals(StrictJson.of("{'plan':'pro'}"), Written.properties(FakeRecord.of("x {}", tree)));
    }
}
