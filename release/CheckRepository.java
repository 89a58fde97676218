// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * Holds a directory with released artifacts to what Maven Central requires, and to what we promise besides: exactly the
 * files named here, POMs without parent and imports, licence texts in every jar. Signatures are gpg's to check, by
 * release/check, which starts this: {@code java CheckRepository.java <directory> <version>}.
 */
final class CheckRepository {
    private static final String GROUP = "ai.thrivestack.track";
    /** Each artifact, and what it brings into an application. */
    private static final Map<String, List<String>> ARTIFACTS = new TreeMap<>(Map.of(
            "track-core", List.of(),
            "track-testkit", List.of(),
            "track-kafka-connect", List.of(),
            "track-logback-appender", List.of("track-core:compile"),
            "track-log4j2-appender", List.of("track-core:compile"),
            "track-spring-boot-starter", List.of("track-log4j2-appender:compile", "track-logback-appender:compile")));

    private static final List<String> REQUIRED = List.of(
            "name", "description", "url", "licenses/license/name", "licenses/license/url", "developers/developer/name",
            "developers/developer/organization", "developers/developer/organizationUrl", "scm/connection",
            "scm/developerConnection", "scm/url");
    private static final List<String> FORBIDDEN =
            List.of("parent", "dependencyManagement", "build", "profiles", "repositories", "modules");

    private final Path directory;
    private final String version;
    private final List<String> mistakes = new ArrayList<>();
    private final XPath xpath = XPathFactory.newInstance().newXPath();

    private CheckRepository(Path directory, String version) {
        this.directory = directory;
        this.version = version;
    }

    public static void main(String[] args) throws Exception {
        CheckRepository check = new CheckRepository(Path.of(args[0]), args[1]);
        int files = check.all();
        check.mistakes.forEach(mistake -> System.err.println("WRONG: " + mistake));
        if (!check.mistakes.isEmpty()) {
            System.exit(1);
        }
        System.out.println(files + " files of " + ARTIFACTS.size()
                + " artifacts: names, checksums, POMs and licences are right");
    }

    private void require(boolean condition, String mistake) {
        if (!condition) {
            mistakes.add(mistake);
        }
    }

    private int all() throws Exception {
        require(!version.endsWith("-SNAPSHOT"), version + " is a snapshot");
        TreeSet<String> expected = new TreeSet<>();
        for (String artifact : ARTIFACTS.keySet()) {
            for (String ending : List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar")) {
                String file = GROUP.replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-" + version
                        + ending;
                for (String more : List.of("", ".md5", ".sha1", ".asc", ".asc.md5", ".asc.sha1")) {
                    expected.add(file + more);
                }
                check(artifact, directory.resolve(file));
            }
        }
        TreeSet<String> found;
        try (Stream<Path> walk = Files.walk(directory)) {
            found = walk.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.matches(".*/maven-metadata\\.xml(\\.\\w+)?")) // a bundle for Central has none
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        for (String name : found) {
            require(expected.contains(name), name + " must not be published");
        }
        for (String name : expected) {
            // Maven 3.9 makes no checksums of signatures, and Central does not ask for them.
            require(found.contains(name) || name.contains(".asc."), name + " is not there");
        }
        for (String name : found) {
            if (name.endsWith(".md5") || name.endsWith(".sha1")) {
                checkSum(directory.resolve(name), name.endsWith(".md5") ? "MD5" : "SHA-1");
            }
        }
        return found.size();
    }

    private void checkSum(Path sum, String algorithm) throws IOException, GeneralSecurityException {
        String name = sum.toString();
        byte[] content = Files.readAllBytes(Path.of(name.substring(0, name.lastIndexOf('.'))));
        byte[] digest = MessageDigest.getInstance(algorithm).digest(content);
        String expected = String.format("%0" + 2 * digest.length + "x", new BigInteger(1, digest));
        require(expected.equals(Files.readString(sum).trim()), name + " is not the " + algorithm + " of its file");
    }

    private void check(String artifact, Path file) throws Exception {
        if (!Files.exists(file)) {
            return; // said by all()
        }
        if (file.toString().endsWith(".pom")) {
            checkPom(artifact, file);
        } else {
            checkJar(file);
        }
    }

    private void checkJar(Path file) throws IOException {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            ZipEntry licence = jar.getEntry("META-INF/LICENSE");
            require(
                    licence != null && Arrays.equals(content(jar, licence), Files.readAllBytes(Path.of("LICENSE"))),
                    file + " lacks our META-INF/LICENSE");
            ZipEntry notice = jar.getEntry("META-INF/NOTICE");
            require(
                    notice != null && new String(content(jar, notice)).startsWith(Files.readString(Path.of("NOTICE"))),
                    file + " lacks our META-INF/NOTICE");
            require(
                    jar.stream().anyMatch(entry -> entry.getName().matches(".*\\.(class|java|html)")),
                    file + " is empty");
        }
    }

    private static byte[] content(ZipFile jar, ZipEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private void checkPom(String artifact, Path file) throws Exception {
        Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        require(text(pom, "groupId").equals(GROUP), file + " is of another group");
        require(text(pom, "artifactId").equals(artifact), file + " is of another artifact");
        require(text(pom, "version").equals(version), file + " is of another version");
        for (String field : REQUIRED) {
            require(!text(pom, field).isEmpty(), file + " lacks " + field);
        }
        for (String field : FORBIDDEN) {
            require(nodes(pom, "/project/" + field).getLength() == 0, file + " has " + field);
        }
        String everything = Files.readString(file);
        require(!everything.contains("${"), file + " has a property without a value");
        require(!everything.contains("-SNAPSHOT"), file + " names a snapshot");
        require(text(pom, "url").equals(text(pom, "scm/url")), file + " has a url that differs from its scm's");
        TreeSet<String> brings = new TreeSet<>();
        NodeList dependencies = nodes(pom, "/project/dependencies/dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            String at = "dependencies/dependency[" + (i + 1) + "]/";
            String scope = text(pom, at + "scope").isEmpty() ? "compile" : text(pom, at + "scope");
            require(!scope.equals("test"), file + " has the test dependency " + text(pom, at + "artifactId"));
            if (!scope.equals("provided") && !text(pom, at + "optional").equals("true")) {
                require(text(pom, at + "version").equals(version), file + ": a dependency is of another version");
                brings.add(text(pom, at + "artifactId") + ":" + scope);
            }
        }
        List<String> expected = ARTIFACTS.get(artifact);
        require(brings.equals(new TreeSet<>(expected)), file + " brings " + brings + " instead of " + expected);
    }

    private String text(Document pom, String path) throws XPathExpressionException {
        return xpath.evaluate("/project/" + path, pom).trim();
    }

    private NodeList nodes(Document pom, String path) throws XPathExpressionException {
        return (NodeList) xpath.evaluate(path, pom, XPathConstants.NODESET);
    }
}
