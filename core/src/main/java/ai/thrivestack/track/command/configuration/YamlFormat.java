// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Log4j2's YAML, as far as configurations use it: keys, lists with dashes, indented by blanks, plain and quoted values,
 * comments. There is no YAML parser in this jar, so the rest (anchors, tags, blocks, braces, values over several lines) is
 * refused by line, never guessed. The elements are those of {@link JsonFormat}.
 */
final class YamlFormat {
    private static final Pattern KEY = Pattern.compile("([A-Za-z0-9_.-]+|\"[^\"\\\\]*\"|'[^']*')\\s*:(?:\\s+(.*))?");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\]*)\"|'((?:[^']|'')*)'");

    private final List<String> lines;
    private int at;

    private YamlFormat(List<String> lines) {
        this.lines = lines;
    }

    static Element read(Path file) throws IOException, UnreadableException {
        Element document = new Element("", 0);
        YamlFormat reader = new YamlFormat(Files.readAllLines(file, StandardCharsets.UTF_8));
        if (reader.hasNext()) {
            reader.mapping(document, reader.indent());
        }
        if (reader.hasNext()) {
            throw reader.unreadable();
        }
        return document.children.isEmpty() ? document : document.children.get(0);
    }

    /** Goes to the next line with content. */
    private boolean hasNext() {
        while (at < lines.size() && content().isEmpty()) {
            at++;
        }
        return at < lines.size();
    }

    /** The line without comment and blanks around it. */
    private String content() {
        String line = lines.get(at).trim();
        if (line.startsWith("#") || at == 0 && line.equals("---")) {
            return "";
        }
        Matcher comment = Pattern.compile("((?:[^\"'#]|\"[^\"]*\"|'[^']*'|(?<=\\S)#)*?)\\s+#.*")
                .matcher(line);
        return comment.matches() ? comment.group(1).trim() : line;
    }

    private int indent() throws UnreadableException {
        String line = lines.get(at);
        int indent = 0;
        while (line.charAt(indent) == ' ') {
            indent++;
        }
        if (line.charAt(indent) == '\t') {
            throw unreadable();
        }
        return indent;
    }

    /** Keys of the same indent. */
    private void mapping(Element element, int indent) throws UnreadableException {
        while (hasNext() && indent() == indent && !isItem()) {
            entry(element, indent, content());
        }
        if (hasNext() && indent() > indent) {
            throw unreadable();
        }
    }

    private boolean isItem() {
        return content().equals("-") || content().startsWith("- ");
    }

    /** @param text {@code key: value}, or a key whose value stands in the next lines */
    private void entry(Element element, int indent, String text) throws UnreadableException {
        Matcher key = KEY.matcher(text);
        if (!key.matches()) {
            throw unreadable();
        }
        String name = plain(key.group(1));
        String value = key.group(2);
        if (value != null && !value.trim().isEmpty()) {
            element.attributes.put(name, plain(value.trim()));
            at++;
            return;
        }
        int line = ++at;
        if (!hasNext()) {
            return;
        }
        if (isItem() && indent() >= indent) {
            items(element, name, indent());
        } else if (indent() > indent) {
            Element child = new Element(name, line);
            element.children.add(child);
            mapping(child, indent());
        }
    }

    /** Each item becomes an element of the list's name. */
    private void items(Element parent, String name, int indent) throws UnreadableException {
        while (hasNext() && indent() == indent && isItem()) {
            String text = content().substring(1);
            String first = text.trim();
            Element child = new Element(name, at + 1);
            parent.children.add(child);
            if (first.isEmpty()) {
                at++;
                if (hasNext() && indent() > indent) {
                    mapping(child, indent());
                }
                continue;
            }
            int inner = indent + 1 + text.indexOf(first);
            if (!KEY.matcher(first).matches()) {
                throw unreadable();
            }
            entry(child, inner, first);
            if (hasNext() && indent() == inner) {
                mapping(child, inner);
            }
        }
    }

    private String plain(String text) throws UnreadableException {
        Matcher quoted = QUOTED.matcher(text);
        if (quoted.matches()) {
            return quoted.group(1) != null ? quoted.group(1) : quoted.group(2).replace("''", "'");
        }
        // These begin what is not read here, or quote something that is not closed in this line.
        if ("&*!|>{[]},%@`\"'?".indexOf(text.charAt(0)) >= 0 || text.contains(": ")) {
            throw unreadable();
        }
        return text.equals("null") || text.equals("~") ? "" : text;
    }

    private UnreadableException unreadable() {
        return new UnreadableException("line " + (at + 1) + " is YAML that check does not read. It reads keys, lists "
                + "with dashes, and values in one line; write this so, or check with --option=value");
    }
}
