// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static ai.thrivestack.track.testkit.browser.Events.event;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** The README's pictures, in {@code target/screenshots}. They are copied to {@code docs} by hand when the page changes. */
class ScreenshotsTest {

    private static final List<String> KINDS = List.of(
            event("signed_in", "USER", "{\"user_name\":\"Ann Lee\"}"),
            event("feature_used", "USER", "{\"feature_name\":\"export_csv\",\"seats\":3}"),
            event("feature_used", "USER", "{\"feature_name\":\"dashboard\",\"widgets\":12,\"took\":48.5}"),
            event("report_shared", "USER", "{\"format\":\"pdf\",\"recipients\":4}"),
            event("invite_sent", "USER", "{\"invitee_email\":\"bo@acmelabs.com\"}"),
            event("order_placed", "USER", "{\"revenue\":129.0,\"currency\":\"EUR\",\"items\":2}"),
            event("page_viewed", "USER", "{\"page_path\":\"/pricing\",\"utm_source\":\"newsletter\"}"));

    @ParameterizedTest
    @CsvSource({"light, 'rgb(246, 246, 244)'", "dark, 'rgb(20, 22, 24)'"})
    void page_inEachScheme_isReadable(String scheme, String ground) throws Exception {
        try (TrackServer server = TrackServer.start(8090);
                Browser browser = new Browser()) {
            Events events = new Events(server.endpoint());
            Random random = new Random(7);
            for (int i = 0; i < 60; i++) {
                String kind = KINDS.get(Math.min(random.nextInt(7), random.nextInt(7)));
                events.deliver(kind.replace("USER", "u-" + (10 + random.nextInt(30))));
            }
            events.deliver(event("account_created", "u-17", "{\"plan\":\"pro\",\"revenue\":\"49\",\"seats\":5}")
                    .replaceFirst("}$", ",\"context\":{\"group_id\":\"acme\",\"source\":\"product\"}}"));
            events.deliver(event("signed_in", "", "{}"));
            browser.prefer(scheme);
            browser.open(server.page());
            browser.awaitText("#acceptedCount", "61");
            browser.click("#rows .row");
            browser.await("document.querySelector('#json')");
            browser.await("document.querySelector('#rows .row').getAttribute('aria-selected') === 'true'");

            browser.screenshot(Path.of("target/screenshots/testkit-" + scheme + ".png"));

            assertEquals(ground, browser.run("return getComputedStyle(document.body).backgroundColor"));
            browser.click("#refusedTab");
            browser.awaitText("#shown", "showing 1 of 1");
            browser.click("#openAnswers");
            browser.screenshot(Path.of("target/screenshots/refused-" + scheme + ".png"));
        }
    }
}
