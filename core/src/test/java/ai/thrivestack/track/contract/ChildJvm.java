// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another JVM with the class path of this one. */
final class ChildJvm {
    private ChildJvm() {}

    /** Runs a main class to its end, which must come within a minute. @return its exit code */
    static int run(Class<?> main, Backend backend, Map<String, String> options, String argument)
            throws IOException, InterruptedException {
        Path configuration = Files.createTempFile("track", ".xml");
        try {
            Files.write(configuration, backend.configuration(options).getBytes(StandardCharsets.UTF_8));
            Process process = new ProcessBuilder(
                            Paths.get(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            "-D" + backend.configurationProperty() + "=" + configuration,
                            main.getName(),
                            argument)
                    .inheritIO()
                    .start();
            try {
                if (!process.waitFor(1, TimeUnit.MINUTES)) {
                    throw new AssertionError("the application does not end");
                }
                return process.exitValue();
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(configuration);
        }
    }
}
