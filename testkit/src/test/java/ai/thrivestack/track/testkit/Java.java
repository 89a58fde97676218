// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Another JVM with our classes. */
final class Java {

    private Java() {}

    /** Its standard error is ours. */
    static Process start(String option, Class<?> main, String... args) throws IOException {
        List<String> command = command(main, args);
        command.add(1, option);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static List<String> command(Class<?> main, String... args) {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        List<String> command =
                new ArrayList<>(Arrays.asList(java, "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(args));
        return command;
    }
}
