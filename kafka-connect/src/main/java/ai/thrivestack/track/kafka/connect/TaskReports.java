// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import ai.thrivestack.track.Reports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what must be said on the worker's log, with the name of the task: core's threads have no MDC of Connect. */
final class TaskReports implements Reports {
    private static final Logger LOG = LoggerFactory.getLogger("ai.thrivestack.track");

    private final String task;

    TaskReports(String task) {
        this.task = task;
    }

    /** There is no other status than the log. */
    @Override
    public boolean isStatusShown() {
        return false;
    }

    @Override
    public void status(String sentence) {}

    @Override
    public boolean isLogShown() {
        return LOG.isWarnEnabled();
    }

    @Override
    public void log(String sentence) {
        LOG.warn("{}: {}", task, sentence);
    }
}
