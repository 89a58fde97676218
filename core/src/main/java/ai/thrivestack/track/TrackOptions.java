// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The options of one appender, read once at its start. Both frameworks take the same flat names; a constant here holds
 * the name, default and rule of each option.
 *
 * <p>Reading does not fail: {@link #problems()} names each value that cannot be used, and its default replaces it. Only
 * the endpoint, or Kafka's servers, have no substitute: without usable ones nothing is sent. Immutable.
 */
public final class TrackOptions {
    /** The sentence for a configuration without a token: what to do about it. */
    public static final String NO_TOKEN = noToken("token", "tokenFile", "apiKey");

    private static final String TOKEN_VARIABLE = "THRIVESTACK_TOKEN";
    private static final String API_KEY_VARIABLE = "THRIVESTACK_API_KEY";

    private static final String KAFKA = "kafka";

    private static final Map<String, Option<?>> ALL = new LinkedHashMap<>();

    public static final Option<URI> ENDPOINT = option(
            "endpoint",
            "https://api.app.thrivestack.ai/api/track",
            Rule.HTTP_URL,
            "Where events are sent. Plain http only to this machine itself.");
    public static final Option<String> TOKEN = option(
            "token",
            "",
            Rule.TOKEN,
            "The bearer token, with or without `Bearer ` in front. Without `token`, `tokenFile` and `apiKey`, the "
                    + "environment variable `THRIVESTACK_TOKEN` serves.");
    public static final Option<Path> TOKEN_FILE = option(
            "tokenFile",
            "",
            Rule.FILE,
            "A file that holds the token, in UTF-8 or UTF-16. It is read again when it changes.");
    public static final Option<String> API_KEY = option(
            "apiKey",
            "",
            Rule.SECRET,
            "Sent as `x-api-key` in place of a token, for accounts that have one. Without any of the three, and without "
                    + "`THRIVESTACK_TOKEN`, the environment variable `THRIVESTACK_API_KEY` serves.");
    public static final Option<String> MARKER =
            option("marker", "TRACK", Rule.TEXT, "The name of the marker that makes a log record an event.");
    public static final Option<List<String>> USER_ID_KEYS = option(
            "userIdKeys",
            "user_id,userId",
            Rule.NAMES,
            "Where the user's id is looked for, in this order, "
                    + "first among the record's own values, then in the MDC.");
    public static final Option<String> DEFAULT_USER_ID =
            option("defaultUserId", "", Rule.TEXT, "The user's id where a record has none.");
    public static final Option<Map<String, String>> CONTEXT_KEYS = option(
            "contextKeys",
            "group_id,groupId=group_id,device_id,session_id",
            Rule.RENAMED_NAMES,
            "Values and MDC entries that go to the event's `context`; `a=b` renames a to b.");
    public static final Option<Map<String, String>> STATIC_CONTEXT =
            option("staticContext", "", Rule.PAIRS, "Added to every event's `context`: `source=product,env=prod`.");
    public static final Option<List<String>> MDC_PROPERTIES = option(
            "mdcProperties", "", Rule.NAMES, "MDC entries that go to the event's `properties`; `*` for all of them.");
    public static final Option<List<String>> REDACT_KEYS = option(
            "redactKeys",
            "password,passwd,secret,token,authorization,api_key,credit_card",
            Rule.NAMES,
            "Values of these keys become `[redacted]`, at any depth. Whole names, any case.");
    public static final Option<String> OBJECTS = option(
            "objects",
            "text",
            Rule.oneOf("text", "json"),
            "How an object is sent that does not declare itself data: as its text, or as the JSON that the "
                    + "application's own Jackson makes of it.");
    public static final Option<String> ERROR_DETAILS = option(
            "errorDetails",
            "type",
            Rule.oneOf("none", "type", "message"),
            "What an exception adds to the properties: nothing, `error_type`, or `error_message` as well.");
    public static final Option<Boolean> EVENT_IDS = option(
            "eventIds",
            "true",
            Rule.BOOLEAN,
            "Give every event a unique `context.event_id`, so that an event "
                    + "which is delivered twice can be recognised.");
    public static final Option<Boolean> CAPTURE_DISABLED_LEVELS = option(
            "captureDisabledLevels",
            "false",
            Rule.BOOLEAN,
            "Take marked records although their logger's level is off, for this appender alone. "
                    + "It costs every disabled call some nanoseconds.");
    public static final Option<Integer> BATCH_SIZE =
            option("batchSize", "100", Rule.integer(1, 1000), "A batch leaves when so many events wait …");
    public static final Option<Duration> FLUSH_INTERVAL =
            option("flushInterval", "1s", Rule.DURATION_ABOVE_ZERO, "… or the oldest has waited so long.");
    public static final Option<Long> BUFFER_SIZE = option(
            "bufferSize",
            "24MB, at most an eighth of the heap",
            Rule.SIZE_FROM_1KB,
            "How much may wait in memory, events in flight included.");
    public static final Option<String> OVERFLOW = option(
            "overflow",
            "dropNewest",
            Rule.oneOf("dropNewest", "dropOldest", "block"),
            "What a full buffer does: drop the new event, drop the oldest that waits, or block the log call …");
    public static final Option<Duration> OVERFLOW_TIMEOUT = option(
            "overflowTimeout", "1s", Rule.DURATION_FROM_ZERO, "… for at most so long, and then drop the new event.");
    public static final Option<Path> SPOOL_DIRECTORY = option(
            "spoolDirectory",
            "",
            Rule.DIRECTORY,
            "Where events wait instead of in memory: they survive the end of the process, however it comes, and are "
                    + "delivered after the next start. Several appenders and processes may share it.");
    public static final Option<Long> SPOOL_SIZE = option(
            "spoolSize",
            "256MB",
            Rule.SIZE_FROM_1MB,
            "How much of the disk they may take, what earlier processes left included.");
    public static final Option<Path> DEAD_LETTER_FILE = option(
            "deadLetterFile",
            "",
            Rule.FILE,
            "Rejected and dropped events are appended to it, one JSON object a line, up to 100MB.");
    public static final Option<Integer> MAX_IN_FLIGHT = option(
            "maxInFlight",
            "2",
            Rule.integer(1, 16),
            "How many requests may be in flight at once. Where the API takes its time, so many times as many events "
                    + "a second get there. With `transport=kafka` always 1.");
    public static final Option<Duration> CONNECT_TIMEOUT =
            option("connectTimeout", "5s", Rule.DURATION_ABOVE_ZERO, "How long a connection may take.");
    public static final Option<Duration> REQUEST_TIMEOUT =
            option("requestTimeout", "15s", Rule.DURATION_ABOVE_ZERO, "How long a whole exchange may take.");
    public static final Option<Duration> SHUTDOWN_TIMEOUT =
            option("shutdownTimeout", "10s", Rule.DURATION_FROM_ZERO, "How long the end may wait for delivery.");
    public static final Option<String> COMPRESSION =
            option("compression", "none", Rule.oneOf("none", "gzip"), "How the body of a request is compressed.");
    public static final Option<URI> PROXY = option(
            "proxy",
            "",
            Rule.PROXY,
            "The proxy to send through; `system` for the one that the JVM's system properties name.");
    public static final Option<Boolean> ALLOW_INSECURE_ENDPOINT = option(
            "allowInsecureEndpoint",
            "false",
            Rule.BOOLEAN,
            "Send over plain http to other machines too: the token " + "and the events can be read on the way.");
    public static final Option<String> TRANSPORT = option(
            "transport",
            "http",
            Rule.oneOf("http", KAFKA),
            "Where events go: to `endpoint`, or to a Kafka topic, whose connector delivers them. With `kafka` no token is "
                    + "needed or used, and the application brings `org.apache.kafka:kafka-clients`.");
    public static final Option<String> BOOTSTRAP_SERVERS =
            option("bootstrapServers", "", Rule.SERVERS, "Kafka brokers to begin with, for `transport=kafka`.");
    public static final Option<String> TOPIC = option(
            "topic",
            "track-events",
            Rule.TOPIC,
            "The topic that gets the events. Key is the user's id, value the event's JSON.");
    public static final Option<Path> KAFKA_PROPERTIES = option(
            "kafkaProperties",
            "",
            Rule.FILE,
            "A properties file of Kafka's producer, such as for TLS and SASL. What it says wins over the options here; "
                    + "serializers in it are ignored.");

    private final Map<Option<?>, Object> values;
    private final List<String> problems;

    private static String noToken(String token, String tokenFile, String apiKey) {
        return "there is no token: nothing is sent until there is one, and events wait. Set " + token + ", " + tokenFile
                + ", " + apiKey + " or the environment variable THRIVESTACK_TOKEN or THRIVESTACK_API_KEY";
    }

    private static <T> Option<T> option(String name, String defaultText, Rule<T> rule, String description) {
        Option<T> option = new Option<>(name, defaultText, rule, description);
        ALL.put(name, option);
        return option;
    }

    /** Every option, in the order of docs/options.md. */
    public static Collection<Option<?>> all() {
        return Collections.unmodifiableCollection(ALL.values());
    }

    /**
     * Reads options as a configuration states them.
     *
     * @param given text by option name; names in any case, since Log4j2 ignores it; a blank text counts as absent
     */
    public static TrackOptions of(Map<String, String> given) {
        return of(given, System::getenv);
    }

    /** @param environment the value of an environment variable, null if it is not set */
    static TrackOptions of(Map<String, String> given, Function<String, String> environment) {
        return new TrackOptions(new OptionReading("", ALL.values(), ENDPOINT), given, environment);
    }

    /**
     * As {@link #of(Map)}, for options that are properties such as {@code track.flush-interval}: the problems have these
     * names. They show no values, since a property may come from a vault.
     *
     * @param prefix such as {@code track.}
     * @param given text by option name, as in {@link #of(Map)}
     */
    public static TrackOptions ofProperties(String prefix, Map<String, String> given) {
        return new TrackOptions(new OptionReading(prefix, ALL.values(), ENDPOINT), given, System::getenv);
    }

    private TrackOptions(OptionReading reading, Map<String, String> given, Function<String, String> environment) {
        values = reading.values;
        problems = Collections.unmodifiableList(reading.problems);
        given.forEach(reading::read);
        if (isKafka()) {
            checkKafka(reading, given.keySet());
        } else {
            checkHttp(reading, environment);
        }
    }

    /** A token of the environment is not read: it is not for Kafka. */
    private void checkKafka(OptionReading reading, Set<String> given) {
        if (get(BOOTSTRAP_SERVERS) == null && !isGiven(BOOTSTRAP_SERVERS, given)) {
            reading.problem(reading.shown(TRANSPORT) + "=kafka needs " + reading.shown(BOOTSTRAP_SERVERS) + ". Write "
                    + BOOTSTRAP_SERVERS.allowed() + ". Nothing is sent until then; events wait.");
        }
        Path file = get(KAFKA_PROPERTIES);
        if (file != null && !Files.isReadable(file)) {
            reading.problem(
                    reading.shown(KAFKA_PROPERTIES) + reading.shownValue(file.toString()) + " cannot be read. Write "
                            + KAFKA_PROPERTIES.allowed() + " that exists. Nothing is sent until then; events wait.");
        }
        for (Option<?> option : Arrays.asList(ENDPOINT, TOKEN, TOKEN_FILE, API_KEY, PROXY, ALLOW_INSECURE_ENDPOINT)) {
            if (!Objects.equals(get(option), option.defaultValue())) {
                values.put(option, option.defaultValue()); // above all, no secret is kept
                reading.problem(reading.shown(option) + " is not used with " + reading.shown(TRANSPORT)
                        + "=kafka. Take it out, or write " + reading.shown(TRANSPORT) + "=http.");
            }
        }
    }

    private static boolean isGiven(Option<?> option, Set<String> given) {
        return given.stream().anyMatch(option.name()::equalsIgnoreCase);
    }

    private void checkHttp(OptionReading reading, Function<String, String> environment) {
        for (Option<?> option : Arrays.asList(BOOTSTRAP_SERVERS, TOPIC, KAFKA_PROPERTIES)) {
            if (!Objects.equals(get(option), option.defaultValue())) {
                reading.problem(reading.shown(option) + " is used with " + reading.shown(TRANSPORT)
                        + "=kafka alone. Write " + reading.shown(TRANSPORT) + "=kafka, or take it out.");
            }
        }
        if (secrets().isEmpty()) {
            reading.read(TOKEN, TOKEN_VARIABLE, environment.apply(TOKEN_VARIABLE));
        }
        if (secrets().isEmpty()) {
            reading.read(API_KEY, API_KEY_VARIABLE, environment.apply(API_KEY_VARIABLE));
        }
        if (secrets().isEmpty()) {
            reading.problem(noToken(reading.shown(TOKEN), reading.shown(TOKEN_FILE), reading.shown(API_KEY)));
        } else if (secrets().size() > 1) {
            List<String> names = secrets().stream().map(reading::shown).collect(Collectors.toList());
            reading.problem(
                    names + " are given, and one is enough: " + names.get(0) + " is used. Take the others out.");
        }
        if (get(ENDPOINT) != null && isPlain(get(ENDPOINT)) && !get(ALLOW_INSECURE_ENDPOINT)) {
            reading.problem(
                    reading.shown(ENDPOINT) + reading.shownValue(get(ENDPOINT).toString())
                            + " would send the token over plain http. Write https://, or "
                            + reading.shown(ALLOW_INSECURE_ENDPOINT)
                            + "=true if you accept that. Nothing is sent until then; events wait.");
            values.put(ENDPOINT, null);
        }
    }

    /** Events go to a Kafka topic, not to {@link #ENDPOINT}. */
    public boolean isKafka() {
        return get(TRANSPORT).equals(KAFKA);
    }

    /** The sentence for an option that does not exist, with the nearest name. */
    public static String unknown(String name) {
        return OptionReading.unknown(name, ALL.keySet());
    }

    /** The secrets that are given; the first is used. */
    private List<Option<?>> secrets() {
        List<Option<?>> given = new ArrayList<>(Arrays.asList(TOKEN, TOKEN_FILE, API_KEY));
        given.removeIf(option -> get(option) == null);
        return given;
    }

    private static boolean isPlain(URI uri) {
        String host = Authority.of(uri).host.toLowerCase(Locale.ROOT);
        boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
        return "http".equalsIgnoreCase(uri.getScheme()) && !loopback;
    }

    /** The value of an option, null if it has neither a value nor a default. */
    public <T> T get(Option<T> option) {
        return option.in(values);
    }

    /** The mistakes in the configuration, each a sentence that says what to write instead. Shows no secret. */
    public List<String> problems() {
        return problems;
    }
}
