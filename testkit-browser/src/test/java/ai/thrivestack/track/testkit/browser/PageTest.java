// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.browser;

import java.io.OutputStream;
import java.util.Collections;
import java.util.List;

import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static ai.thrivestack.track.testkit.browser.Events.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PageTest {

    private static final String NAMES = "#rows .row .name";

    private static Browser browser;

    private final TrackServer server = TrackServer.start();
    private final Events events = new Events(server.endpoint());

    @BeforeAll
    static void startBrowser() {
        browser = new Browser();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void openPage() {
        browser.resize(1280, 840);
        browser.open(server.page());
        browser.awaitText("#state", "live");
        browser.complaints();
    }

    @AfterEach
    void closeServer() {
        List<String> complaints = browser.complaints();
        browser.open("about:blank");
        server.close();
        assertEquals(List.of(), complaints);
    }

    @Test
    void events_delivered_appearWithoutReloadNewestFirst() throws Exception {
        browser.run("window.before = true");
        events.deliver(event("signed_in", "u1", "{\"user_name\":\"Ann\"}"));
        browser.awaitText("#acceptedCount", "1");
        events.deliver(event("invite_sent", "u1", "{\"invitee_email\":\"b@x\"}"), event("signed_out", "u2", "{}"));
        browser.awaitText("#acceptedCount", "3");

        assertEquals(List.of("signed_out", "invite_sent", "signed_in"), browser.texts(NAMES));
        assertEquals("invitee_email=b@x", browser.texts("#rows .row .props").get(1));
        assertEquals(true, browser.run("return window.before"));
    }

    @Test
    void page_openedLater_showsWhatWasThere() throws Exception {
        events.deliver(event("signed_in", "u1", "{}"));
        browser.open(server.page());

        browser.awaitText("#acceptedCount", "1");
        assertEquals(List.of("signed_in"), browser.texts(NAMES));
    }

    @Test
    void filters_byNameUserAndWarning_leaveWhatFits() throws Exception {
        events.deliver(
                event("signed_in", "ann", "{\"user_name\":\"Ann\",\"email\":\"a@x\"}"),
                event("signed_in", "bob", "{}"),
                event("signed_out", "ann", "{\"user_name\":\"Ann\",\"email\":\"a@x\"}"),
                event("report_seen", "bob", "{}"));
        browser.awaitText("#acceptedCount", "4");

        browser.type("#nameFilter", "SIGNED");
        browser.awaitText("#shown", "showing 3 of 4");
        browser.type("#userFilter", "ann");
        browser.awaitText("#shown", "showing 2 of 4");
        assertEquals(List.of("signed_out", "signed_in"), browser.texts(NAMES));

        browser.type("#nameFilter", "");
        browser.type("#userFilter", "");
        browser.awaitText("#shown", "showing 4 of 4");
        browser.click("#warned");
        browser.awaitText("#shown", "showing 1 of 4");
        assertEquals(List.of("bob"), browser.texts("#rows .row .user"));
        browser.click("#warned");

        browser.click("#names button[title=report_seen]");
        browser.awaitText("#shown", "showing 1 of 4");
        events.deliver(event("report_seen", "cyd", "{}"), event("signed_in", "cyd", "{}"));
        browser.awaitText("#acceptedCount", "6");
        assertEquals(List.of("report_seen", "report_seen"), browser.texts(NAMES));
        browser.awaitText("#names button[title=report_seen] span:last-child", "2");
        assertEquals(List.of("6", "2", "3", "1"), browser.texts("#names button span:last-child"));
    }

    @Test
    void request_refused_showsIndexPointerAndRule() throws Exception {
        int status = events.deliver(event("signed_in", "u1", "{}"), event("signed_in", "", "{}"));
        browser.awaitText("#refusedCount", "1");

        browser.click("#refusedTab");
        browser.awaitText("#shown", "showing 1 of 1");
        browser.click("#rows .row");
        browser.await("document.querySelector('.fault')");

        assertEquals(400, status);
        assertEquals("400 refused", browser.text("#detail h2"));
        assertEquals("user_id is empty.\nevent 1 at /1/user_id · rule non-empty", browser.text(".fault"));
        assertEquals("0", browser.text("#acceptedCount"));
        browser.await("document.querySelector('#body mark')");
        assertEquals(List.of("\"\""), browser.texts("#body mark"));
        assertTrue(browser.text("#body").contains("\"user_id\": \"\",  ◀ user_id is empty.\n"), browser.text("#body"));
    }

    @Test
    void request_thatIsNoJson_showsItsBodyAsSentWithThePlaceMarked() throws Exception {
        events.deliver(event("signed_in", "u1", "{}"), "{\"event_name\":  oops}");
        pickTheRefused();

        browser.await("document.querySelector('#body mark')");
        assertEquals("o", browser.text("#body mark"));
        assertTrue(browser.text("#body").endsWith(",{\"event_name\":  oops}]"), browser.text("#body"));
    }

    @Test
    void request_large_showsTheEventAtFaultAndSaysWhatPartItIs() throws Exception {
        String good = event("signed_in", "u1", "{}");
        String bad = good.replace("\"timestamp\"", "\"time\"");
        String[] batch = Collections.nCopies(100, good).toArray(String[]::new);
        batch[90] = bad;
        events.deliver(batch);
        pickTheRefused();

        browser.await("document.querySelector('#body mark')");
        assertEquals(List.of("{", "\"time\""), browser.texts("#body mark"));
        String from = String.format("%,d", 1 + 90 * (good.length() + 1) + 1);
        browser.await(
                "[...document.querySelectorAll('#detail h3')].some(h => h.textContent.startsWith('The body, characters "
                        + from + " to '))");
        assertTrue(browser.text("#body").startsWith("…\n{  ◀ timestamp is missing.\n"), browser.text("#body"));
    }

    @Test
    void list_changed_clearsTheDetails() throws Exception {
        events.deliver(event("signed_in", "u1", "{}"));
        events.deliver("1");
        browser.awaitText("#refusedCount", "1");
        browser.click("#rows .row");
        browser.awaitText("#detail h2", "signed_in");

        browser.click("#refusedTab");
        browser.awaitText("#detail", "Pick a line to see all of it.");
        browser.await("document.querySelector('#rows .row').classList.contains('refused')");
        browser.click("#rows .row");
        browser.awaitText("#detail h2", "400 refused");
        browser.click("#names button[title=signed_in]");
        browser.awaitText("#detail", "Pick a line to see all of it.");
    }

    private void pickTheRefused() {
        browser.awaitText("#refusedCount", "1");
        browser.click("#refusedTab");
        browser.awaitText("#shown", "showing 1 of 1");
        browser.click("#rows .row");
    }

    @Test
    void outage_scripted_turnsThePageAndBack() throws Exception {
        browser.click("#openAnswers");
        browser.choose("#answer", "503");
        browser.type("#times", "2");
        browser.type("#retryAfter", "7");
        browser.click("#answers .primary");
        browser.awaitText("#outageText", "Answering 503 to the next 2 requests (Retry-After: 7)");
        assertEquals(503, events.deliver(event("signed_in", "u1", "{}")));
        browser.awaitText("#outageText", "Answering 503 to the next request (Retry-After: 7)");
        assertEquals(503, events.deliver(event("signed_in", "u1", "{}")));
        browser.await("document.querySelector('#outage').hidden");
        assertEquals(200, events.deliver(event("signed_in", "u1", "{}")));

        browser.awaitText("#acceptedCount", "1");
        browser.awaitText("#scriptedCount", "2");
        assertEquals(
                2, server.requests().stream().filter(r -> r.status() == 503).count());
    }

    @Test
    void outage_untilFurtherNotice_endsByAButton() throws Exception {
        browser.click("#openAnswers");
        browser.choose("#answer", "401");
        browser.click("#always");
        browser.click("#answers .primary");
        browser.awaitText("#outageText", "Answering 401 until further notice");
        assertEquals("⚠ Track: 401", browser.run("return document.title"));
        for (int i = 0; i < 3; i++) {
            assertEquals(401, events.deliver(event("signed_in", "u1", "{}")));
        }

        browser.click("#endOutage");

        browser.await("document.querySelector('#outage').hidden");
        assertEquals("Track", browser.run("return document.title"));
        assertEquals(200, events.deliver(event("signed_in", "u1", "{}")));
    }

    @Test
    void answer_thatMakesNoSense_isExplained() {
        browser.click("#openAnswers");
        browser.type("#retryAfter", "soon \u00fc");
        browser.click("#answers .primary");

        browser.await("document.querySelector('#answersError').textContent.startsWith('cannot send the header')");
        assertEquals(1, browser.complaints().size(), "the answer's status 400");
    }

    @Test
    void event_picked_showsJsonWarningsAndWhatToCopy() throws Exception {
        browser.allowClipboard(server.page().toString());
        String sent =
                event("signed_up", "o'neil", "{\"plan\":\"a \\\"b\\\"\",\"seats\":3,\"n\":1.50,\"x\":{\"y\":[]}}");
        events.deliver(sent);
        browser.awaitText("#acceptedCount", "1");

        browser.click("#rows .row");
        browser.await("document.querySelector('#json')");

        assertTrue(browser.text("#json").contains("\"n\": 1.50"), browser.text("#json"));
        assertEquals(
                "▲ /properties signed_up has no email or user_email, which the vendor's reports need.",
                browser.texts(".warnings li").get(0));
        browser.click("#copy-JSON");
        browser.awaitText("#copy-JSON", "Copied");
        assertEquals(sent, browser.clipboard());
        browser.click("#copy-assertion");
        browser.awaitText("#copy-assertion", "Copied");
        assertEquals("""
                track.assertTracked("signed_up")
                    .withUser("o'neil")
                    .with("plan", "a \\"b\\"")
                    .with("seats", 3)
                    .with("n", 1.50);""", browser.clipboard());
        browser.click("#copy-curl");
        browser.awaitText("#copy-curl", "Copied");
        assertTrue(browser.clipboard().toString().contains("Bearer $THRIVESTACK_TOKEN"));
        assertEquals(0, shell(browser.clipboard().toString()));
        assertEquals(
                List.of(sent, sent), server.events().stream().map(e -> e.json()).toList());
    }

    @Test
    void event_large_isFetchedWhenPicked() throws Exception {
        events.deliver(event("file_kept", "u1", "{\"text\":\"" + "x".repeat(100_000) + "\"}"));
        browser.awaitText("#acceptedCount", "1");
        browser.click("#rows .row");

        browser.await("document.querySelector('#json').textContent.length > 100000");
    }

    @Test
    void keys_alone_filterPickAndPause() throws Exception {
        events.deliver(event("signed_in", "u1", "{}"), event("signed_out", "u2", "{}"), event("signed_in", "u3", "{}"));
        browser.awaitText("#acceptedCount", "3");

        browser.press("/");
        browser.press("signed_in", Keys.TAB, Keys.TAB, Keys.TAB);
        browser.awaitText("#shown", "showing 2 of 3");
        browser.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        browser.awaitText("#detail h2", "signed_in");
        browser.await("document.querySelector('#detail .about').textContent.startsWith('u1 ')");
        browser.await("document.querySelectorAll('#rows .row')[1].getAttribute('aria-selected') === 'true'");
        browser.press("2");
        browser.await("document.querySelector('#refusedTab').getAttribute('aria-selected') === 'true'");
        browser.press("p");
        browser.awaitText("#pause", "Resume");
    }

    @Test
    void page_paused_holdsStillAndCatchesUp() throws Exception {
        events.deliver(event("signed_in", "u1", "{}"));
        browser.awaitText("#acceptedCount", "1");
        browser.click("#pause");
        events.deliver(event("signed_out", "u1", "{}"));
        browser.awaitText("#pause", "Resume (1 new)");
        assertEquals(List.of("signed_in"), browser.texts(NAMES));

        browser.click("#pause");

        browser.awaitText("#shown", "showing 2 of 2");
        assertEquals(List.of("signed_out", "signed_in"), browser.texts(NAMES));
    }

    @Test
    void page_cleared_forgetsHereAndOnTheServer() throws Exception {
        events.deliver(event("signed_in", "u1", "{}"));
        browser.awaitText("#acceptedCount", "1");

        browser.click("#clear");

        browser.awaitText("#acceptedCount", "0");
        assertEquals(List.of(), browser.texts(NAMES));
        assertEquals(0, server.events().size());
        events.deliver(event("signed_out", "u1", "{}"));
        browser.awaitText("#acceptedCount", "1");
        assertEquals(List.of("signed_out"), browser.texts(NAMES));
    }

    @Test
    void window_ofAnySize_hasAllPartsInTheirPlaces() throws Exception {
        events.deliver(event("name".repeat(50), "user".repeat(50), "{\"text\":\"" + "text".repeat(200) + "\"}"));
        browser.awaitText("#acceptedCount", "1");
        browser.click("#rows .row");
        browser.await("document.querySelector('#json')");
        for (int width : new int[] {1600, 1280, 1024, 800}) {
            browser.resize(width, 700);

            String misplaced = browser.run("""
                    const box = id => document.querySelector(id).getBoundingClientRect(), found = [];
                    const check = (what, holds) => { if (!holds) found.push(what); };
                    check('list beside detail', box('#list').right <= box('#detail').left + 1);
                    check('filters beside detail', box('#warnedLabel').right <= box('#detail').left + 1);
                    check('row in list', box('.row').right <= box('#list').right);
                    check('list fills the height', box('#list').bottom >= box('footer').top - 1 && box('#list').height > 300);
                    check('page in window', document.documentElement.scrollWidth <= innerWidth
                        && document.documentElement.scrollHeight <= innerHeight);
                    return found.join(', ');""").toString();
            assertEquals("", misplaced, width + " pixels wide");
        }
    }

    @Test
    void window_ofAPhone_showsListOrDetailsWithoutScrollingSideways() throws Exception {
        events.deliver(event("name".repeat(50), "user".repeat(50), "{\"text\":\"" + "text".repeat(200) + "\"}"));
        events.deliver("{\"event_name\":\"" + "name".repeat(50) + "\"}");
        browser.resize(390, 844);
        browser.awaitText("#refusedCount", "1");
        browser.awaitText("#acceptedCount", "1");
        assertEquals("", beyondThePhone("header button, #acceptedCount, #chart, #bar *, .row, .row .flag, footer"));
        assertEquals(false, browser.isShown("#detail"));

        browser.click("#rows .row");
        browser.await("document.querySelector('#json')");
        assertEquals("", beyondThePhone("#detail, #detail *"));
        assertTrue((long) browser.run("return document.querySelector('#detail').clientHeight") > 500);
        browser.click("#back");
        browser.await("!document.querySelector('main').classList.contains('picked')");

        browser.click("#refusedTab");
        browser.await("document.querySelector('#rows .row').classList.contains('refused')");
        browser.click("#rows .row");
        browser.await("document.querySelector('#body mark')");
        assertEquals("", beyondThePhone("#detail, #detail *"));
        browser.press(Keys.ESCAPE);
        browser.await("!document.querySelector('main').classList.contains('picked')");

        browser.click("#openAnswers");
        assertEquals("", beyondThePhone("#answers, #answers *"));
    }

    /** Those elements that show something and do not keep to the width, or the height where nothing scrolls. */
    private static Object beyondThePhone(String elements) {
        return browser.run("""
                const page = document.documentElement;
                const outside = [...document.querySelectorAll('%s')].filter(e => {
                  const box = e.getBoundingClientRect();
                  return box.width && (box.left < 0 || box.right > 390 || e.scrollWidth > e.clientWidth + 1
                      && getComputedStyle(e).overflowX === 'auto');
                }).map(e => e.tagName + '#' + e.id + '.' + e.className);
                if (page.scrollWidth > 390 || page.scrollHeight > 844) outside.push('the page');
                return outside.join(', ');""".formatted(elements));
    }

    @Test
    void server_restarted_isFoundAgainAndShownAfresh() throws Exception {
        events.deliver(event("signed_in", "u1", "{}"), event("signed_in", "u2", "{}"));
        browser.awaitText("#acceptedCount", "2");
        server.close();
        browser.awaitText("#state", "the server is gone; trying again");
        try (TrackServer next = TrackServer.start(server.port())) {
            browser.awaitText("#state", "live");
            events.deliver(event("signed_out", "u3", "{}"));
            browser.awaitText("#acceptedCount", "1");

            assertEquals(1, next.events().size());
            assertEquals(List.of("signed_out"), browser.texts(NAMES));
        }
    }

    @Test
    void event_withMarkup_staysText() throws Exception {
        String markup = "<img src=x onerror='window.hit=1'>";
        events.deliver(event(markup, markup, "{\"" + markup + "\":\"</script><script>window.hit=1</script>\"}"));
        events.deliver("{\"event_name\":\"e\",\"user_id\":\"u\",\"timestamp\":\"2020-11-23T22:28:55.111Z\",\"" + markup
                + "\":1}");
        browser.awaitText("#refusedCount", "1");
        browser.awaitText("#acceptedCount", "1");
        browser.click("#rows .row");
        browser.await("document.querySelector('#json')");
        assertEquals(markup, browser.text("#detail h2"));
        browser.click("#refusedTab");
        browser.awaitText("#shown", "showing 1 of 1");
        browser.click("#rows .row");
        browser.await("document.querySelector('.fault')");

        assertEquals(0L, browser.run("return document.querySelectorAll('img').length"));
        assertEquals(null, browser.run("return window.hit"));
    }

    private static int shell(String command) throws Exception {
        ProcessBuilder curl = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
        curl.environment().put("THRIVESTACK_TOKEN", "t");
        Process process = curl.start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        return process.waitFor();
    }
}
