// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

/** For options that are not the framework's: logging is at work by then, so mistakes need no status message. Thread-safe. */
public final class LogReports implements Reports {
    private final Reports all;

    /** @param all what the framework can show */
    public LogReports(Reports all) {
        this.all = all;
    }

    @Override
    public boolean isStatusShown() {
        return false;
    }

    @Override
    public void status(String sentence) {}

    @Override
    public boolean isLogShown() {
        return all.isLogShown();
    }

    @Override
    public void log(String sentence) {
        all.log(sentence);
    }
}
