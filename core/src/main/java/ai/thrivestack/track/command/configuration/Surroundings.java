// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

import java.util.function.Function;

/** The system properties and environment variables that a configuration may name. Immutable. */
public final class Surroundings {
    /** Those of this process. */
    public static final Surroundings OF_THIS_PROCESS = new Surroundings(System::getProperty, System::getenv);

    final Function<String, String> properties;
    final Function<String, String> environment;

    /** Each gives null for what is not set. */
    Surroundings(Function<String, String> properties, Function<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }
}
