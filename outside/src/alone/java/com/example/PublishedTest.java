// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jars and POMs of all that ships, as they were installed. */
class PublishedTest {
    private static final Path ROOT = Paths.get(System.getProperty("root"));
    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>.*?<artifactId>([^<]*)</artifactId>.*?</dependency>", Pattern.DOTALL);

    private static Path file(String artifact, String ending) {
        String version = System.getProperty("version");
        return Paths.get(System.getProperty("installed"), artifact, version, artifact + "-" + version + ending);
    }

    private static byte[] entry(JarFile jar, String name) throws IOException {
        assertTrue(jar.getEntry(name) != null, jar.getName() + " lacks " + name);
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int n; (n = in.read(buffer)) >= 0; ) {
                bytes.write(buffer, 0, n);
            }
            return bytes.toByteArray();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "track-core, true", "track-testkit, true", "track-kafka-connect, true",
        "track-logback-appender, false", "track-log4j2-appender, false", "track-spring-boot-starter, false"
    })
    void jar_holdsLicenceAndNotice_andThoseOfWhatItBundles(String artifact, boolean bundles) throws IOException {
        try (JarFile jar = new JarFile(file(artifact, ".jar").toFile())) {
            assertArrayEquals(Files.readAllBytes(ROOT.resolve("LICENSE")), entry(jar, "META-INF/LICENSE"));
            String ours = new String(Files.readAllBytes(ROOT.resolve("NOTICE")), StandardCharsets.UTF_8);
            String notice = new String(entry(jar, "META-INF/NOTICE"), StandardCharsets.UTF_8);
            assertTrue(notice.startsWith(ours), notice);
            assertEquals(bundles, notice.contains("Jackson core, under the Apache License 2.0"), notice);
            boolean hasClient = jar.stream().anyMatch(entry -> entry.getName().endsWith("/HttpClientBuilder.class"));
            assertEquals(hasClient, notice.contains("Apache HttpClient\n"), notice);
            assertEquals(hasClient, jar.getEntry("META-INF/SLF4J-LICENSE") != null);
            if (bundles) {
                entry(jar, "META-INF/Schubfach-LICENSE");
                entry(jar, "META-INF/FastDoubleParser-LICENSE");
                entry(jar, "META-INF/FastDoubleParser-ThirdParty-LICENSE");
                String bill = artifact.equals("track-kafka-connect") ? "track-core" : artifact;
                entry(jar, "META-INF/sbom/" + bill + ".cdx.json");
            }
            TreeSet<String> names = new TreeSet<>();
            jar.stream().forEach(entry -> assertTrue(names.add(entry.getName()), entry.getName() + " is there twice"));
        }
    }

    /** What a POM brings into an application; and it needs no other POM to be read. */
    @ParameterizedTest
    @CsvSource({
        "track-core, ''", "track-testkit, ''", "track-kafka-connect, ''",
        "track-logback-appender, track-core", "track-log4j2-appender, track-core",
        "track-spring-boot-starter, track-log4j2-appender track-logback-appender"
    })
    void pom_standsAlone(String artifact, String brings) throws IOException {
        String pom = new String(Files.readAllBytes(file(artifact, ".pom")), StandardCharsets.UTF_8);
        TreeSet<String> brought = new TreeSet<>();
        for (Matcher dependency = DEPENDENCY.matcher(pom); dependency.find(); ) {
            assertFalse(dependency.group().contains("<scope>test</scope>"), dependency.group());
            if (!dependency.group().contains("<scope>provided</scope>")) {
                brought.add(dependency.group(1));
            }
        }
        assertEquals(brings, String.join(" ", brought));
        for (String element : new String[] {"parent", "dependencyManagement", "build", "profiles", "repositories"}) {
            assertFalse(pom.contains("<" + element + ">"), pom);
        }
        assertTrue(pom.contains("<developerConnection>scm:git:"), pom);
        assertFalse(pom.contains("${"), pom);
    }
}
