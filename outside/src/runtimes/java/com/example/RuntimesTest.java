// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.thrivestack.track.contract.TlsServer;
import ai.thrivestack.track.transport.KeyStores;
import ai.thrivestack.track.testkit.TrackServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications in other places than the class path of a whole JDK, of the version that runs this. Each logs one event
 * and ends; the event arrives, and nothing is printed.
 */
class RuntimesTest {
    private static final String LOGBACK = jars("logback-classic|logback-core|slf4j-api|track-logback-appender");
    private static final String LOG4J2 = jars("log4j-core|log4j-api|track-log4j2-appender");

    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    static Path directory;

    /** A JDK with few modules: what Logback needs, and no more. */
    private static Path image;

    @BeforeAll
    static void link() {
        image = directory.resolve("image");
        run("jlink", "--add-modules", "java.base,java.xml", "--output", image.toString());
    }

    private static void run(String tool, String... arguments) {
        int exit = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
        assertEquals(0, exit, tool);
    }

    @Test
    void logback_onTheModulePath_delivers() throws Exception {
        try (TrackServer server = TrackServer.start()) {
            start(
                    JDK,
                    logback(server.endpoint().toString()),
                    "--module-path",
                    application("logback", LOGBACK),
                    "--add-modules",
                    "ai.thrivestack.track.logback",
                    "--module",
                    "com.example.shop/com.example.shop.Shop");
            assertArrived(server);
        }
    }

    @Test
    void log4j2_onTheModulePath_delivers() throws Exception {
        try (TrackServer server = TrackServer.start()) {
            start(
                    JDK,
                    log4j2(server.endpoint().toString()),
                    "--module-path",
                    application("log4j2", LOG4J2),
                    "--module",
                    "com.example.shop/com.example.shop.Shop");
            assertArrived(server);
        }
    }

    @Test
    void logback_onASmallImage_delivers() throws Exception {
        try (TrackServer server = TrackServer.start()) {
            start(
                    image,
                    logback(server.endpoint().toString()),
                    "--class-path",
                    application("logback", LOGBACK),
                    "com.example.shop.Shop");
            assertArrived(server);
        }
    }

    @Test
    void logback_onASmallImage_deliversOverHttps() throws Exception {
        Path keys = KeyStores.selfSigned(directory, "dns:localhost");
        Path trusted = KeyStores.trusting(keys, directory.resolve("trusted.p12"));
        try (TlsServer server = new TlsServer(KeyStores.context(keys))) {
            start(
                    image,
                    logback(server.endpoint()),
                    "-Djavax.net.ssl.trustStore=" + trusted,
                    "-Djavax.net.ssl.trustStorePassword=" + KeyStores.PASSWORD,
                    "--class-path",
                    application("logback", LOGBACK),
                    "com.example.shop.Shop");
            assertEquals(1, server.bodies().size());
            assertTrue(server.bodies().get(0).contains("\"event_name\":\"signed_up\""), () -> "" + server.bodies());
        }
    }

    /** Log4j2 itself does not start without java.beans. */
    @Test
    void log4j2_withFewModules_delivers() throws Exception {
        try (TrackServer server = TrackServer.start()) {
            start(
                    JDK,
                    log4j2(server.endpoint().toString()),
                    "--limit-modules",
                    "java.base,java.desktop",
                    "--class-path",
                    application("log4j2", LOG4J2),
                    "com.example.shop.Shop");
            assertArrived(server);
        }
    }

    private static String logback(String endpoint) throws IOException {
        Path file = Files.writeString(
                directory.resolve("logback.xml"),
                "<configuration><appender name='TRACK' class='ai.thrivestack.track.logback.TrackAppender'><endpoint>"
                        + endpoint + "</endpoint><token>secret-token</token></appender><root level='INFO'>"
                        + "<appender-ref ref='TRACK'/></root></configuration>");
        return "-Dlogback.configurationFile=" + file;
    }

    private static String log4j2(String endpoint) throws IOException {
        Path file = Files.writeString(
                directory.resolve("log4j2.xml"),
                "<Configuration><Appenders><Track name='TRACK' token='secret-token' endpoint='" + endpoint
                        + "'/></Appenders><Loggers><Root level='INFO'><AppenderRef ref='TRACK'/></Root></Loggers>"
                        + "</Configuration>");
        return "-Dlog4j2.configurationFile=" + file;
    }

    /** A pattern of file names, with track-core and without its tests. */
    private static String jars(String names) {
        return "(track-core|" + names + ")-[0-9].*(?<!-tests)\\.jar";
    }

    /** Compiled as a module. @return where its classes are, and the libraries that it runs with */
    private static String application(String name, String libraries) throws IOException {
        Path sources = Path.of(System.getProperty("applications"), name);
        Path classes = directory.resolve(name);
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> new File(entry).getName().matches(libraries))
                .collect(Collectors.joining(File.pathSeparator));
        run(
                "javac",
                "--module-path",
                path,
                "-d",
                classes.toString(),
                sources.resolve("module-info.java").toString(),
                sources.resolve("com/example/shop/Shop.java").toString());
        return classes + File.pathSeparator + path;
    }

    private static void start(Path java, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
        command.addAll(Arrays.asList(arguments));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> read(output));
        assertEquals("", read(output));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertArrived(TrackServer server) {
        assertEquals(1, server.events().size());
        assertEquals("signed_up", server.events().get(0).eventName());
    }
}
