// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.check;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.command.check.Finding.Kind;
import ai.thrivestack.track.command.configuration.FoundAppender;
import ai.thrivestack.track.command.line.Arguments;
import ai.thrivestack.track.transport.Credentials;

/** The check of one appender: its options as the appender itself reads them, then the API. */
final class AppenderCheck {
    private static final List<String> SECRETS = Arrays.asList("token", "tokenFile", "apiKey");
    /** Of the application's values, those that decide where a request goes. */
    private static final List<String> OF_THE_ROUTE = Arrays.asList("endpoint", "proxy", "token", "tokenFile", "apiKey");

    private final Arguments given;
    private final Findings findings;
    private final String place;
    private final String name;

    /** @param place of its configuration, and name: both empty if the arguments alone are the configuration */
    AppenderCheck(Arguments given, Findings findings, String place, String name) {
        this.given = given;
        this.findings = findings;
        this.place = place;
        this.name = name;
    }

    void checkArguments() {
        check(given.options(), Collections.emptyMap(), Collections.emptyMap());
    }

    /** What the arguments give takes the place of the configuration's. */
    void check(FoundAppender appender) {
        Map<String, String> options = new LinkedHashMap<>(appender.options);
        Map<String, String> knownLater = new LinkedHashMap<>(appender.knownLater);
        options.keySet().removeIf(this::isReplaced);
        knownLater.keySet().removeIf(this::isReplaced);
        options.putAll(given.options());
        check(options, knownLater, appender.unset);
    }

    private boolean isReplaced(String option) {
        boolean hasSecret = isOneOf(SECRETS, option)
                && given.options().keySet().stream().anyMatch(other -> isOneOf(SECRETS, other));
        return hasSecret || isOneOf(given.options().keySet(), option);
    }

    /** Any case, since Log4j2 ignores it. */
    private static boolean isOneOf(Collection<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    private void check(Map<String, String> texts, Map<String, String> knownLater, Map<String, String> unset) {
        int errors = findings.errors();
        TrackOptions options = TrackOptions.of(texts);
        boolean tokenIsKnownLater = knownLater.keySet().stream().anyMatch(option -> isOneOf(SECRETS, option));
        for (String problem : options.problems()) {
            if (!(tokenIsKnownLater && problem.equals(TrackOptions.NO_TOKEN))) {
                found(Kind.CONFIGURATION, problem);
            }
        }
        unset.forEach((variable, option) -> sayUnset(variable, option, texts, options));
        knownLater.forEach((option, variable) -> found(
                Kind.WARNING,
                option + " is not checked: only the application knows " + variable + ". Add --" + option
                        + "=… to check with a value"));
        if (options.isKafka()) {
            closeKafka(findings.errors() == errors);
        } else {
            checkApi(options, knownLater, errors);
        }
    }

    private void closeKafka(boolean isFine) {
        if (!given.has("--offline")) {
            found(Kind.WARNING, "the brokers are not asked: check asks the Track API alone");
        } else if (isFine) {
            found(Kind.OK, "no mistake found; the brokers were not asked");
        }
    }

    private void checkApi(TrackOptions options, Map<String, String> knownLater, int errorsBefore) {
        Credentials credentials = new Credentials(options);
        String noToken = credentials.problem();
        if (noToken != null && !noToken.equals(TrackOptions.NO_TOKEN)) {
            found(Kind.CONFIGURATION, noToken);
        }
        if (!given.has("--offline")) {
            boolean isRouteKnown = OF_THE_ROUTE.stream().noneMatch(knownLater::containsKey);
            if (isRouteKnown && noToken == null && options.get(TrackOptions.ENDPOINT) != null) {
                ask(options);
            } else {
                found(Kind.WARNING, "the API is not asked, for want of an endpoint or token");
            }
        } else if (findings.errors() == errorsBefore) {
            found(Kind.OK, "no mistake found; the API was not asked");
        }
    }

    /** Unless a problem names it, as that of a secret does not. */
    private void sayUnset(String variable, String option, Map<String, String> texts, TrackOptions options) {
        boolean isUsed = texts.containsKey(option) && texts.get(option).contains(variable);
        if (isUsed && options.problems().stream().noneMatch(problem -> problem.contains(variable))) {
            found(Kind.CONFIGURATION, variable + " in " + option + " is not set where check runs");
        }
    }

    private void ask(TrackOptions options) {
        ApiCheck api = new ApiCheck(options, this::found);
        if (given.has("--send-test-event")) {
            api.withATestEvent();
        } else {
            api.withoutAnEvent();
        }
    }

    private void found(Kind kind, String sentence) {
        findings.add(new Finding(kind, place, name, sentence));
    }
}
