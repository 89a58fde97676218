// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Server-sent events for one page. Each message says all that has changed since the one before: the lines, the counts,
 * the seconds of the chart and the scripted answers. Its id is that of its last line, so that a page which lost the
 * connection gets what it has missed, as far as it is kept. For the thread of the page's connection.
 */
final class Stream {

    private static final int LINES = 500;

    /** A busy server makes twenty messages a second, not one for each request. */
    private static final long PACE_MILLIS = 50;

    /** After so long a silence a comment finds out whether the page is still there. */
    private static final long SILENCE_MILLIS = 15_000;

    private final String run;
    private final Script script;
    private final Journal journal;
    private final OutputStream out;

    /** The last line that the page has got, and the second whose count it got last and perhaps not in full. */
    private long lastId;

    private long second;

    /** The run tells this server's ids from those of its predecessor on the same port. */
    Stream(String run, Script script, Journal journal, OutputStream out) {
        this.run = run;
        this.script = script;
        this.journal = journal;
        this.out = out;
    }

    /** Until the page goes away ({@link IOException}) or the server closes. */
    void write(String lastEventId) throws IOException, InterruptedException {
        if (lastEventId != null && lastEventId.matches(run + "-[0-9]{1,18}")) {
            lastId = Long.parseLong(lastEventId.substring(run.length() + 1));
        }
        send("retry: 1000\n");
        for (long version = journal.version(); version >= 0; version = journal.version()) {
            if (sendNews() < LINES) {
                pause(version);
            }
        }
    }

    private int sendNews() throws IOException {
        long now = System.currentTimeMillis() / 1_000;
        Map<String, Object> news = new LinkedHashMap<>();
        news.put("run", run);
        List<Entry> lines = journal.recent(recent -> lines(recent, news));
        news.put("lines", lines.stream().map(Entry::line).collect(Collectors.toList()));
        news.put("answers", script.waiting());
        second = now;
        send("id: " + run + "-" + lastId + "\ndata: " + JsonText.of(news) + "\n\n");
        return lines.size();
    }

    /** Under the journal's lock, hence without reading any JSON. */
    private List<Entry> lines(Recent recent, Map<String, Object> news) {
        List<Entry> lines = recent.after(lastId, LINES);
        lastId = lines.isEmpty() ? lastId : lines.get(lines.size() - 1).id();
        news.put("forgotten", recent.forgotten());
        news.put("counts", recent.counts());
        news.put("rates", recent.ratesSince(second));
        return lines;
    }

    private void pause(long version) throws IOException, InterruptedException {
        while (journal.awaitChange(version, SILENCE_MILLIS) == version) {
            send(":\n\n");
        }
        journal.awaitClose(PACE_MILLIS);
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
