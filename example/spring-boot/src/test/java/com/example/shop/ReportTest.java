// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

/** What the application tracks, on the way to an API in this JVM. */
@TrackTest
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ReportTest {
    @LocalServerPort
    int port;

    @Test
    void report_isTracked_withItsUser(TrackedEvents events) {
        RestClient.create("http://localhost:" + port)
                .get()
                .uri("/acme/reports/sales?format=pdf")
                .headers(headers -> headers.setBasicAuth("mary", "secret"))
                .retrieve()
                .toBodilessEntity();

        events.assertTracked("report_exported")
                .withUser("mary")
                .withContext("group_id", "acme")
                .with("format", "pdf");
    }
}
