// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.thrivestack.track.testkit.TrackServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One dependency and properties, and no file of the framework's. That they deliver is seen in {@link StarterEndTest}. */
class StarterTest {
    @TempDir
    Path directory;

    /** Each problem once, in the words of the properties and without their values. */
    @ParameterizedTest
    @EnumSource
    void mistakes_areHeardOnce_withoutTheirValues(Boot boot) throws Exception {
        Map<String, String> properties = Map.of(
                "track.endpoint", "http://collector.example.com/api/track",
                "track.batch-size", "5000",
                "track.flush-interval", "5",
                "track.static-context", "env=${DEPLOY_ENV},source=product",
                "track.tokn", "secret-token");
        try (Child child = Child.startWithStarter(boot, properties, directory)) {
            child.command("sign-up 1");
            child.command("restart");
            child.terminate();
            child.awaitEnd();
            child.assertHeardOnce(
                    "track.endpoint would send the token over plain http",
                    "track.batch-size cannot be used",
                    "track.flush-interval cannot be used",
                    "track.static-context .*DEPLOY_ENV",
                    "track.tokn.*Did you mean track.token",
                    "WARN .*\\.track +: there is no token.*Set track.token, track.token-file, track.api-key");
            child.assertNotHeard("secret-token|5000|collector.example.com");
        }
    }

    @ParameterizedTest
    @MethodSource("com.example.boot.Boot#oneOfEach")
    void anAppenderOfTheUsers_isLeftAlone(Boot boot) throws Exception {
        try (TrackServer server = TrackServer.start();
                TrackServer other = TrackServer.start();
                Child child = Child.startWithStarter(
                        boot, boot.configuration(Api.options(server)), Api.properties(other), directory)) {
            child.command("sign-up 3");
            child.terminate();
            child.awaitEnd();
            Api.assertAllArrived(server, child);
            assertEquals(0, other.events().size());
        }
    }

    @ParameterizedTest
    @MethodSource("com.example.boot.Boot#oneOfEach")
    void switchedOff_sendsNothing_andSaysNothing(Boot boot) throws Exception {
        try (TrackServer server = TrackServer.start();
                Child child = Child.startWithStarter(
                        boot, Api.properties(server), directory, "--track.enabled=false", "--track.tokn=t")) {
            child.command("sign-up 3");
            child.command("restart");
            child.terminate();
            child.awaitEnd();
            assertEquals(0, server.requests().size());
            child.assertNotHeard("ai.thrivestack|track-TRACK");
        }
    }

    /** The framework throws our appender away then. */
    @ParameterizedTest
    @EnumSource
    void aFileThatIsReadAgain_losesTheAppenderForNoLongerThanTheReset(Boot boot) throws Exception {
        try (TrackServer server = TrackServer.start();
                Child child = Child.startWithStarter(
                        boot, boot.watchedConfiguration("first"), Api.properties(server), directory)) {
            child.command("open");
            child.awaitLine("^first .*signed_up");
            Files.writeString(directory.resolve(boot.fileName()), boot.watchedConfiguration("second"));
            Matcher line = Pattern.compile("number=(\\d+)").matcher(child.awaitLine("^second .*signed_up"));
            assertTrue(line.find());
            int number = Integer.parseInt(line.group(1));
            server.await(
                    "an event that was logged after the reload",
                    () -> server.events().stream().anyMatch(event -> Api.number(event) > number),
                    30,
                    SECONDS);
            child.terminate();
            child.awaitEnd();
            Api.assertArrivedBut(40, server, child);
        }
    }

    /** The options of the context that was prepared last hold, and what waits goes on under them. */
    @ParameterizedTest
    @MethodSource("com.example.boot.Boot#oneOfEach")
    void aSecondContext_withATokenThatTheFirstLacks_deliversTheEventsOfBoth(Boot boot) throws Exception {
        try (TrackServer server = TrackServer.start()) {
            Map<String, String> properties = new HashMap<>(Api.properties(server));
            String token = properties.remove("track.token");
            try (Child child = Child.startWithStarter(boot, properties, directory)) {
                child.command("sign-up 3");
                child.command("second --track.token=" + token);
                server.awaitEvents(4, 30, SECONDS);
                child.terminate();
                child.awaitEnd();
                Api.assertAllArrived(server, child);
                child.assertHeardOnce("From now on the properties of the context that starts now hold");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOGBACK_4_0", "LOG4J2_3_5"})
    void infoSwitchedOff_isHintedAtOnce(Boot boot) throws Exception {
        String hint = "WARN.*Set track.capture-disabled-levels=true";
        Map<String, String> properties = Api.properties(Api.down());
        try (Child child = Child.startWithStarter(boot, properties, directory, "--logging.level.root=warn")) {
            child.command("restart");
            child.terminate();
            child.awaitEnd();
            child.assertHeardOnce(hint);
        }
        try (Child child = Child.startWithStarter(
                boot, properties, directory, "--logging.level.root=warn", "--logging.level.com.example=info")) {
            child.terminate();
            child.awaitEnd();
            child.assertNotHeard(hint);
        }
    }

    static List<Boot> timed() {
        return Integer.getInteger("boot.rounds") > 2 ? Boot.allButTheOldest() : List.of(Boot.LOGBACK_3_5);
    }

    /** The times are for people to read: a busy machine has more to do with them than we. */
    @ParameterizedTest
    @MethodSource("timed")
    void startsWithTheApiDown_andWithoutAToken_andPrintsItsTimes(Boot boot) throws Exception {
        String without = startSeconds(Child.startWithout(boot, directory));
        String down = startSeconds(Child.startWithStarter(boot, Api.properties(Api.down()), directory));
        String noToken = startSeconds(Child.startWithStarter(boot, Map.of(), directory));
        System.out.printf(
                "%s starts in %s s without the starter, %s s with the API down, %s s without a token%n",
                boot, without, down, noToken);
    }

    private static String startSeconds(Child child) throws InterruptedException {
        try (child) {
            child.terminate();
            child.awaitEnd();
            return child.lines("Started Application in").get(0).replaceFirst(".*running for ([0-9.]+).*", "$1");
        }
    }
}
