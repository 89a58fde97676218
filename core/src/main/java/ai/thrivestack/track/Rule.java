// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.net.URI;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values that an option takes: a phrase that describes them, and the parser from text to value. Immutable. */
final class Rule<T> {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|KB|MB|GB)");
    private static final String WITHIN_HEAP = ", at most an eighth of the heap";
    private static final int LAST_PORT = 65535;
    private static final Pattern SERVER = Pattern.compile("([\\w.-]+|\\[[0-9a-fA-F:.]+]):([1-9]\\d{0,4})");
    private static final Pattern TOPIC_NAME = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]+");

    final String allowed;
    final boolean secret;
    /** The value if nothing is given. */
    final T absent;
    /** What the text stands for: a plain class, even if the value is a collection of something. */
    final Class<?> type;

    private final Function<String, T> parser;

    private Rule(String allowed, boolean secret, T absent, Class<?> type, Function<String, T> parser) {
        this.allowed = allowed;
        this.secret = secret;
        this.absent = absent;
        this.type = type;
        this.parser = parser;
    }

    private Rule(String allowed, boolean secret, T absent, Function<String, T> parser) {
        this(allowed, secret, absent, String.class, parser);
    }

    private Rule(String allowed, Function<String, T> parser) {
        this(allowed, false, null, parser);
    }

    private Rule(String allowed, Class<?> type, Function<String, T> parser) {
        this(allowed, false, null, type, parser);
    }

    T parse(String text) {
        return parser.apply(text.trim());
    }

    /** True if the value is a list of entries, separated by commas: only these have a value if nothing is given. */
    boolean isList() {
        return absent != null;
    }

    static final Rule<String> TEXT = new Rule<>("any text", text -> text);

    static final Rule<Path> FILE = new Rule<>("the path of a file", Path.class, Paths::get);

    static final Rule<Path> DIRECTORY = new Rule<>("the path of a directory", Path.class, Paths::get);

    static final Rule<String> SECRET = new Rule<>("visible ASCII characters without spaces", true, null, text -> {
        require(VISIBLE_ASCII.matcher(text).matches());
        return text;
    });

    static final Rule<String> TOKEN = new Rule<>(SECRET.allowed, true, null, BearerToken::of);

    static final Rule<Boolean> BOOLEAN = new Rule<>("true or false", Boolean.class, text -> {
        String lower = text.toLowerCase(Locale.ROOT);
        require(lower.equals("true") || lower.equals("false"));
        return lower.equals("true");
    });

    static final Rule<List<String>> NAMES =
            new Rule<>("names, separated by commas", false, Collections.emptyList(), List.class, text -> {
                List<String> names = new ArrayList<>();
                for (String name : text.split(",")) {
                    if (!name.trim().isEmpty()) {
                        names.add(name.trim());
                    }
                }
                return Collections.unmodifiableList(names);
            });

    /** Maps the name that is read to the name that is written. */
    static final Rule<Map<String, String>> RENAMED_NAMES = new Rule<>(
            "names, separated by commas, each with =newName if it is to be renamed",
            false,
            Collections.emptyMap(),
            Map.class,
            text -> {
                Map<String, String> names = new LinkedHashMap<>();
                for (String name : NAMES.parse(text)) {
                    int equals = name.indexOf('=');
                    names.put(
                            required(equals < 0 ? name : name.substring(0, equals)),
                            required(name.substring(equals + 1)));
                }
                return Collections.unmodifiableMap(names);
            });

    static final Rule<Map<String, String>> PAIRS =
            new Rule<>("name=value, separated by commas", false, Collections.emptyMap(), Map.class, text -> {
                Map<String, String> pairs = new LinkedHashMap<>();
                for (String pair : NAMES.parse(text)) {
                    int equals = pair.indexOf('=');
                    require(equals > 0);
                    pairs.put(
                            required(pair.substring(0, equals)),
                            pair.substring(equals + 1).trim());
                }
                return Collections.unmodifiableMap(pairs);
            });

    static final Rule<URI> HTTP_URL = new Rule<>("an absolute http or https URL", URI.class, text -> {
        URI uri = URI.create(text);
        Authority authority = Authority.of(uri);
        require(authority.host != null && authority.rawUserInfo == null && authority.port <= LAST_PORT);
        require("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        return uri;
    });

    /** {@code system} stays a URI without a host. */
    static final Rule<URI> PROXY = new Rule<>("http://host:port, http://user:password@host:port, or system", text -> {
        URI uri = URI.create(text);
        Authority authority = Authority.of(uri);
        require(text.equals("system")
                || "http".equalsIgnoreCase(uri.getScheme())
                        && authority.host != null
                        && authority.port > 0
                        && authority.port <= LAST_PORT);
        return uri;
    });

    /** The spaces after commas are taken out. */
    static final Rule<String> SERVERS = new Rule<>("host:port, several separated by commas", text -> {
        List<String> servers = NAMES.parse(text);
        require(!servers.isEmpty());
        for (String server : servers) {
            Matcher matcher = SERVER.matcher(server);
            require(matcher.matches() && Integer.parseInt(matcher.group(2)) <= LAST_PORT);
        }
        return String.join(",", servers);
    });

    static final Rule<String> TOPIC =
            new Rule<>("the name of a topic: letters, digits, dots, underscores and hyphens, 249 at most", text -> {
                require(TOPIC_NAME.matcher(text).matches());
                return text;
            });

    static final Rule<Duration> DURATION_FROM_ZERO = duration("0ms");
    static final Rule<Duration> DURATION_ABOVE_ZERO = duration("1ms");

    private static Rule<Duration> duration(String minimum) {
        Duration least = parseDuration(minimum);
        return new Rule<>("a duration such as 200ms, 5s or 2m, from " + minimum + " to 24h", Duration.class, text -> {
            Duration duration = parseDuration(text);
            require(duration.compareTo(least) >= 0 && duration.compareTo(Duration.ofHours(24)) <= 0);
            return duration;
        });
    }

    private static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        require(matcher.matches());
        long number = Long.parseLong(matcher.group(1));
        switch (matcher.group(2)) {
            case "ms":
                return Duration.ofMillis(number);
            case "s":
                return Duration.ofSeconds(number);
            case "m":
                return Duration.ofMinutes(number);
            default:
                return Duration.ofHours(number);
        }
    }

    static final Rule<Long> SIZE_FROM_1KB =
            size("1KB", text -> parseSizeWithin(Runtime.getRuntime().maxMemory(), text));
    static final Rule<Long> SIZE_FROM_1MB = size("1MB", Rule::parseSize);

    private static Rule<Long> size(String minimum, Function<String, Long> parser) {
        long least = parseSize(minimum);
        return new Rule<>("a size such as 512KB or 16MB, from " + minimum + " to 1024GB", Long.class, text -> {
            long size = parser.apply(text);
            require(size >= least);
            return size;
        });
    }

    /** A default must suit every heap, so the words that bound it are accepted, too. */
    static long parseSizeWithin(long heapBytes, String text) {
        return text.endsWith(WITHIN_HEAP)
                ? Math.min(parseSize(text.substring(0, text.length() - WITHIN_HEAP.length())), heapBytes / 8)
                : parseSize(text);
    }

    /** Bytes; a KB is 1,024 of them, as in both frameworks. */
    private static long parseSize(String text) {
        Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        require(matcher.matches());
        long number = Long.parseLong(matcher.group(1));
        int shift = 10 * "BKMG".indexOf(matcher.group(2).charAt(0));
        require(number <= 1L << 40 - shift);
        return number << shift;
    }

    static Rule<Integer> integer(int least, int most) {
        return new Rule<>("a whole number from " + least + " to " + most, Integer.class, text -> {
            int number = Integer.parseInt(text);
            require(number >= least && number <= most);
            return number;
        });
    }

    static Rule<String> oneOf(String... words) {
        return new Rule<>("one of " + String.join(", ", words), text -> {
            for (String word : words) {
                if (word.equalsIgnoreCase(text)) {
                    return word;
                }
            }
            throw new IllegalArgumentException();
        });
    }

    private static String required(String text) {
        require(!text.trim().isEmpty());
        return text.trim();
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }
}
