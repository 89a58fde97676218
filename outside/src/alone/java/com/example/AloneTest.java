// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.thrivestack.track.testkit.TrackServer;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log4j2 alone: everything works, and nothing of ours prints a line. */
class AloneTest {
    /** The application. */
    public static void main(String[] args) {
        Marker track = MarkerManager.getMarker("TRACK");
        Logger log = LogManager.getLogger(AloneTest.class);
        log.info(track, "signed_up user_id={}", "u-1");
    }

    @Test
    void application_isSilent_andItsEventArrives(@TempDir Path directory) throws Exception {
        try (TrackServer server = TrackServer.start()) {
            Path configuration = directory.resolve("log4j2.xml");
            Files.write(
                    configuration,
                    ("<Configuration><Appenders><Track name='TRACK' token='t' endpoint='" + server.endpoint()
                                    + "'/></Appenders><Loggers><Root level='trace'><AppenderRef ref='TRACK'/></Root>"
                                    + "</Loggers></Configuration>")
                            .getBytes(StandardCharsets.UTF_8));
            File output = directory.resolve("output").toFile();
            Process process = new ProcessBuilder(
                            Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-Dlog4j2.configurationFile=" + configuration,
                            "com.example.AloneTest")
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            assertEquals(0, process.waitFor());
            assertEquals("", new String(Files.readAllBytes(output.toPath()), StandardCharsets.UTF_8));
            assertEquals(1, server.events().size());
            assertEquals("signed_up", server.events().get(0).eventName());
        }
    }
}
