// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.buffer.EventBuffer;
import ai.thrivestack.track.buffer.Ledger;
import ai.thrivestack.track.report.Diagnostics;
import ai.thrivestack.track.spool.Spool;

/** The spools of one delivery, by directory. A spool that is no longer configured after a reload is still emptied. Used
 * under the delivery's lock, and by the thread that ends the delivery; not thread-safe. */
final class Spools {
    private final String appender;
    private final Ledger ledger;
    private final EventBuffer.Listener listener;
    private final Diagnostics diagnostics;
    private final DaemonThreads threads;
    private final Map<Path, Spool> spools = new LinkedHashMap<>();

    Spools(
            String appender,
            Ledger ledger,
            EventBuffer.Listener listener,
            Diagnostics diagnostics,
            DaemonThreads threads) {
        this.appender = appender;
        this.ledger = ledger;
        this.listener = listener;
        this.diagnostics = diagnostics;
        this.threads = threads;
    }

    /** The spool to use from now on, null for none. */
    Spool configure(TrackOptions options) {
        Path directory = options.get(TrackOptions.SPOOL_DIRECTORY);
        long size = options.get(TrackOptions.SPOOL_SIZE);
        Spool spool = directory == null ? null : spools.get(directory);
        if (spool != null) {
            spool.bound(size);
        } else if (directory != null) {
            spool = new Spool(
                    appender,
                    options,
                    ledger,
                    listener,
                    diagnostics,
                    threads.timer("-spool-maker"),
                    threads.timer("-spool"));
            spools.put(directory, spool);
            spool.start(size);
        }
        return spool;
    }

    void close() {
        spools.values().forEach(Spool::close);
    }
}
