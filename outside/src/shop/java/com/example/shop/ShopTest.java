// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.thrivestack.track.testkit.TrackServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example, from the published artifacts, on the backend whose project runs this: the same events from both. */
class ShopTest {
    private static final List<String> EVENTS = Arrays.asList(
            event("signed_up", "u-17", "'email':'ann@acmelabs.com','name':'Ann Lee'", ""),
            event(
                    "account_created",
                    "u-17",
                    "'account_id':'g-17','account_name':'acme','account_domain':'acmelabs.com','plan':'pro'",
                    "'group_id':'g-17',"),
            event(
                    "invite_sent",
                    "u-17",
                    "'invitee_email':'jane@acmelabs.com','first name':'Jane'",
                    "'group_id':'g-17',"),
            event(
                    "feature_used",
                    "u-17",
                    "'feature_name':'export_csv','feature_type':'core','seats':3,'active':true,'ratio':0.5",
                    "'group_id':'g-17',"),
            event("order_placed", "u-17", "'amount':12,'currency':'EUR'", "'group_id':'g-17',"),
            event(
                    "payment_failed",
                    "u-17",
                    "'amount':12,'error_type':'java.lang.IllegalStateException'",
                    "'group_id':'g-17',"),
            event("account_imported", "4711", "'source':'crm'", "'group_id':'g-1',"));

    private static String event(String name, String user, String properties, String context) {
        return ("{'event_name':'" + name + "','user_id':'" + user + "','timestamp':'T','properties':{" + properties
                        + "},'context':{" + context + "'source':'product','event_id':'I'}}")
                .replace('\'', '"');
    }

    @Test
    void shop_sendsItsEvents_andReportsWhatItCannotSend() throws Exception {
        try (TrackServer server = TrackServer.start()) {
            ProcessBuilder shop = new ProcessBuilder(
                            Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            System.getProperty("configuration"),
                            "com.example.shop.Shop")
                    .redirectErrorStream(true);
            shop.environment().put("TRACK_ENDPOINT", server.endpoint().toString());
            shop.environment().put("THRIVESTACK_TOKEN", "secret-token");
            Process process = shop.start();
            List<String> output;
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                output = reader.lines().collect(Collectors.toList());
            }
            assertEquals(0, process.waitFor(), output::toString);
            assertEquals(
                    EVENTS,
                    server.events().stream().map(e -> normalised(e.json())).collect(Collectors.toList()),
                    output::toString);
            assertEquals(
                    Arrays.asList(),
                    server.events().stream().flatMap(e -> e.warnings().stream()).collect(Collectors.toList()));
            assertTrue(
                    output.stream().anyMatch(line -> line.contains("no user id") && line.contains("carts_cleaned")),
                    output::toString);
            assertTrue(output.stream().noneMatch(line -> line.contains("SLF4J")), output::toString);
            assertTrue(output.stream().noneMatch(line -> line.contains("secret-token")), output::toString);
        }
    }

    private static String normalised(String json) {
        return json.replaceAll("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"T\"")
                .replaceAll("\"event_id\":\"[^\"]*\"", "\"event_id\":\"I\"");
    }
}
