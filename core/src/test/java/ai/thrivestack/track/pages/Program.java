// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pages;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A class that a page shows, compiled as a user's is: nothing of ours is on its compile class path. */
final class Program {
    private static final Pattern NAME = Pattern.compile("^(?:public )?(?:final )?class (\\w+)", Pattern.MULTILINE);

    private final String name;
    private final Path directory;

    /**
     * @param text of a class, or lines of one
     * @param directory for its class file
     */
    Program(String text, Path directory) {
        Matcher matcher = NAME.matcher(text);
        boolean isClass = matcher.find();
        this.name = isClass ? matcher.group(1) : "Lines";
        this.directory = directory;
        StringWriter complaints = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiled = compiler.getTask(
                        complaints,
                        null,
                        null,
                        Arrays.asList("-proc:none", "-d", directory.toString(), "-classpath", frameworks()),
                        null,
                        Collections.singleton(new Source(name, isClass ? text : around(text))))
                .call();
        assertTrue(compiled, () -> text + "\n" + complaints);
    }

    /** Of lines that a page shows without a class: fields as far as the first empty line, then statements. */
    private static String around(String lines) {
        String[] parts = lines.split("\n\n", 2);
        return "import org.slf4j.*;\nclass Lines {\nstatic final Logger log = LoggerFactory.getLogger(\"Lines\");\n"
                + parts[0] + "\nvoid run() {\n" + parts[1] + "}\n}\n";
    }

    private static String frameworks() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> new File(entry).getName().matches("(?!track-).*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    void main() throws Exception {
        call("main", String[].class, new String[0]);
    }

    /** Calls a static method. */
    Object call(String method, Class<?> type, Object argument) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            return loader.loadClass(name).getMethod(method, type).invoke(null, argument);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
            return text;
        }
    }
}
