// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

import java.util.ArrayList;
import java.util.List;

/** What a configuration says of our appenders. Not thread-safe. */
public final class Configuration {
    public final List<FoundAppender> appenders = new ArrayList<>();
    /** Sentences about what is certainly wrong, or was not read. */
    public final List<String> mistakes = new ArrayList<>();

    public final List<String> warnings = new ArrayList<>();

    Configuration() {}
}
