// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.Test;

import static ai.thrivestack.track.testkit.browser.Events.event;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * The documentation's pictures, in {@code target/screenshots}. Those in {@code docs} were taken with
 * {@code -Dscreenshots.seconds=150}, so that the chart has something to show, and copied from there.
 */
class ScreenshotsTest {

    private static final int SECONDS = Integer.getInteger("screenshots.seconds", 0);

    private static final List<String> KINDS = List.of(
            "feature_used {'feature_name':'export_csv','feature_type':'core','seats':3}",
            "feature_used {'feature_name':'dashboard','feature_type':'add-on','took':48.5}",
            "signed_in {'user_name':'Ann Lee','user_email':'ann@acmelabs.com'}",
            "page_visit {'page_url':'https://acme.example/pricing','page_path':'/pricing'}",
            "report_shared {'format':'pdf','recipients':4}",
            "order_placed {'revenue':129.0,'currency':'EUR','items':2}",
            "invite_sent {'invitee_email':'bo@acmelabs.com'}");

    private final Random random = new Random(7);

    @Test
    void page_inEitherScheme_takesItsColours() throws Exception {
        try (TrackServer server = TrackServer.start(SECONDS > 0 ? 8090 : 0);
                Browser browser = new Browser()) {
            Events events = new Events(server.endpoint());
            work(server, events);
            String good = event("report_shared", "u-17", "{\"format\":\"pdf\"}");
            events.deliver(good, good.replace("\"u-17\"", "17"));
            events.deliver(
                    event("account_created", "u-17", "{\"account_name\":\"acme\",\"revenue\":\"49\",\"seats\":5}")
                            .replace(",\"source\":\"product\"", ""));
            browser.resize(1440, 900);
            browser.open(server.page());
            browser.await("document.querySelector('#rows .row .name').textContent === 'account_created'");
            browser.click("#rows .row");
            browser.await("document.querySelector('#rows .row').getAttribute('aria-selected') === 'true'");

            assertEquals("rgb(20, 22, 24) and in the chart 45,50,55", picture(browser, "dark", "dark"));
            assertEquals("rgb(246, 246, 244) and in the chart 223,223,218", picture(browser, "light", "light"));

            browser.resize(768, 1024);
            browser.click("#refusedTab");
            browser.await("document.querySelector('#rows .row').classList.contains('refused')");
            browser.click("#rows .row");
            browser.await("document.querySelector('#body mark')");
            picture(browser, "light", "768");
            browser.resize(390, 844);
            picture(browser, "light", "390-refused");
            browser.click("#back");
            browser.click("#acceptedTab");
            browser.await("document.querySelector('#rows .row').classList.contains('accepted')");
            picture(browser, "light", "390");
        }
    }

    /** Its ground, and a line of the chart that stands for a minute. */
    private static Object picture(Browser browser, String scheme, String name) throws Exception {
        browser.prefer(scheme);
        browser.awaitFrame();
        browser.screenshot(Path.of("target/screenshots/testkit-" + name + ".png"));
        return browser.run("""
                const chart = document.querySelector('#chart'), lineOfAMinute = Math.round(chart.width * .8);
                const pixel = chart.getContext('2d').getImageData(lineOfAMinute, 0, 1, 1).data;
                return getComputedStyle(document.body).backgroundColor + ' and in the chart ' + pixel.slice(0, 3);""");
    }

    /** What an application does in that time, and at least a little. */
    private void work(TrackServer server, Events events) throws Exception {
        deliver(events);
        events.deliver(event("signed_in", "", "{}"));
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        CountDownLatch failed = new CountDownLatch(1);
        thread.scheduleAtFixedRate(() -> tick(server, events, failed), 0, 200, TimeUnit.MILLISECONDS);
        assertEquals(false, failed.await(SECONDS, TimeUnit.SECONDS));
        thread.shutdown();
        thread.awaitTermination(30, TimeUnit.SECONDS);
    }

    private void tick(TrackServer server, Events events, CountDownLatch failed) {
        try {
            int wave = (int) (4 + 3 * Math.sin(System.nanoTime() / 7e9));
            for (int i = random.nextInt(wave); i > 0; i--) {
                deliver(events);
            }
            if (random.nextInt(100) == 0) {
                events.deliver(event("signed_in", "u-9", "{}").replace("Z\"", "\""));
            }
            if (random.nextInt(250) == 0) {
                server.next(Answer.status(503), Answer.status(503), Answer.status(503));
            }
        } catch (Exception e) {
            failed.countDown();
        }
    }

    private void deliver(Events events) throws Exception {
        String[] kind =
                KINDS.get(Math.min(random.nextInt(7), random.nextInt(7))).split(" ", 2);
        events.deliver(event(kind[0], "u-" + (10 + random.nextInt(30)), kind[1].replace('\'', '"')));
    }
}
