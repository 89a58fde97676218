// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jars of one version of Kafka, as the modules below {@code servers} have copied them. Immutable. */
record Installation(String version, Path lib) {

    static final String NEWEST = "4.4.0";

    /** {@link IllegalStateException} if that version has not been copied. */
    static Installation of(String version) {
        Path servers = Directories.module().resolve("servers");
        Path lib = (version.equals(NEWEST) ? servers : servers.resolve(version)).resolve("target/lib");
        if (!Files.isDirectory(lib)) {
            throw new IllegalStateException("There is no " + lib + ". mvn -DskipTests package makes it"
                    + (version.equals(NEWEST) ? "." : " with -Dkafka.long=true."));
        }
        return new Installation(version, lib);
    }

    /** What follows {@code java} to run a main class of Kafka until we end. */
    List<String> command(List<Path> before, String main, List<String> arguments) {
        List<String> classPath = new ArrayList<>();
        before.forEach(path -> classPath.add(path.toString()));
        classPath.add(lib + "/*");
        classPath.add(Directories.classes().toString());
        List<String> command = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                Boolean.getBoolean("kafka.long")
                        ? "-XX:+TieredCompilation" // as by default: what is measured is compiled as in production
                        : "-XX:TieredStopAtLevel=1", // for a start in little time
                "-Dorg.slf4j.simpleLogger.logFile=System.out",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
                "-cp",
                String.join(File.pathSeparator, classPath),
                UntilParentEnds.class.getName(),
                main));
        command.addAll(arguments);
        return command;
    }

    List<String> command(String main, String... arguments) {
        return command(List.of(), main, List.of(arguments));
    }
}
