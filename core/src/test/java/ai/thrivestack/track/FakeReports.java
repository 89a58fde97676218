// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** A framework that shows its log and not its status, unless a test says otherwise. */
public final class FakeReports implements Reports {
    public final List<String> statuses = Collections.synchronizedList(new ArrayList<>());
    public volatile boolean isStatusShown;
    public volatile boolean isLogShown = true;
    private final Consumer<String> log;

    public FakeReports(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public boolean isStatusShown() {
        return isStatusShown;
    }

    @Override
    public void status(String sentence) {
        statuses.add(sentence);
    }

    @Override
    public boolean isLogShown() {
        return isLogShown;
    }

    @Override
    public void log(String sentence) {
        log.accept(sentence);
    }
}
