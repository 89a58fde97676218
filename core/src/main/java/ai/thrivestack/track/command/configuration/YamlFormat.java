// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

import java.io.IOException;
import java.nio.file.Path;

/** TODO */
final class YamlFormat {
    private YamlFormat() {}

    static Element read(Path file) throws IOException, UnreadableException {
        throw new UnreadableException("YAML is not read here");
    }
}
