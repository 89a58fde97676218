// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonFactory;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Our NOTICE repeats what the notices of the bundled libraries say in the versions that are bundled now. */
class BundledNoticesTest {
    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n; (n = in.read(buffer)) >= 0; ) {
            bytes.write(buffer, 0, n);
        }
        return bytes.toString("UTF-8");
    }

    private static String ours(String module) throws IOException {
        return new String(Files.readAllBytes(Paths.get("..", module, "src/notice/NOTICE")), StandardCharsets.UTF_8);
    }

    private static void assertRepeated(JarFile library, String ours) throws IOException {
        String theirs = read(library.getInputStream(library.getJarEntry("META-INF/NOTICE")))
                .trim();
        assertTrue(theirs.contains("Copyright"), theirs);
        assertTrue(ours.contains("\n" + theirs + "\n"), () -> library.getName() + " says\n" + theirs);
        List<String> licences = library.stream()
                .map(JarEntry::getName)
                .filter(name -> name.matches("META-INF/.*LICENSE.*"))
                .map(name -> name.substring("META-INF/".length()))
                .collect(Collectors.toList());
        assertTrue(licences.contains("LICENSE"), licences::toString);
        for (String licence : licences) {
            assertTrue(Arrays.asList(ours.split("[\\s().,]+")).contains(licence), licence + " is not named");
        }
    }

    private static JarFile jarOf(Class<?> type) throws Exception {
        return new JarFile(Paths.get(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toFile());
    }

    @ParameterizedTest
    @ValueSource(classes = {JsonFactory.class, HttpClient.class, HttpHost.class, HttpVersionPolicy.class})
    void noticeOfALibrary_isInOurs(Class<?> type) throws Exception {
        try (JarFile library = jarOf(type)) {
            assertRepeated(library, ours("core"));
        }
    }

    /** It shares no code with core, but the version of Jackson. */
    @Test
    void noticeOfJackson_isInTheTestkitsToo() throws Exception {
        try (JarFile library = jarOf(JsonFactory.class)) {
            assertRepeated(library, ours("testkit"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "testkit"})
    void notice_beginsAsOurs(String module) throws Exception {
        String notice = new String(Files.readAllBytes(Paths.get("../NOTICE")), StandardCharsets.UTF_8);
        assertEquals(notice, ours(module).substring(0, notice.length()));
    }
}
