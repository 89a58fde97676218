// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ai.thrivestack.track.command.Commands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Without the network: what {@code check --offline} says of files as people write them. */
class CheckTest {
    private static final String TOKEN = "secret-token";

    @TempDir
    Path directory;

    private String file(String name, String... lines) throws IOException {
        Path file = directory.resolve(name);
        return Files.write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private String logback(String... options) throws IOException {
        List<String> lines = new ArrayList<>(Arrays.asList(
                "<configuration>",
                "  <property name=\"host\" value=\"track.example\"/>",
                "  <appender name=\"TRACK\" class=\"ai.thrivestack.track.logback.TrackAppender\">"));
        lines.addAll(Arrays.asList(options));
        lines.addAll(Arrays.asList(
                "  </appender>", "  <root level=\"INFO\"><appender-ref ref=\"TRACK\"/></root>", "</configuration>"));
        return file("logback.xml", lines.toArray(new String[0]));
    }

    private static Commands check(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList("check", "--offline"));
        all.addAll(Arrays.asList(arguments));
        Commands ran = Commands.run(all.toArray(new String[0]));
        assertFalse(ran.toString().contains(TOKEN), ran::toString);
        assertFalse(ran.toString().contains("\tat "), ran::toString);
        return ran;
    }

    private static void assertFound(Commands ran, String... parts) {
        assertEquals(1, ran.exitCode, ran::toString);
        String[] lines = ran.out.split("\n");
        assertEquals(parts.length + 1, lines.length, ran::toString);
        for (int i = 0; i < parts.length; i++) {
            assertTrue(lines[i].contains(parts[i]), ran::toString);
        }
    }

    @Test
    void goodFile_isFine() throws IOException {
        String file = logback("<token>" + TOKEN + "</token>", "<endpoint>https://${host}/api/track</endpoint>");
        Commands ran = check(file);
        assertEquals(0, ran.exitCode, ran::toString);
        assertEquals(file + ":3: TRACK: ok: no mistake found; the API was not asked\n0 errors, 0 warnings\n", ran.out);
    }

    @Test
    void kafka_needsNoToken_andItsBrokersAreNotAsked() throws IOException {
        String file = logback("<transport>kafka</transport><bootstrapServers>broker.example:9092</bootstrapServers>");
        Commands offline = check(file);
        assertEquals(0, offline.exitCode, offline::toString);
        assertEquals(
                file + ":3: TRACK: ok: no mistake found; the brokers were not asked\n0 errors, 0 warnings\n",
                offline.out);
        Commands online = Commands.run("check", "--send-test-event", file);
        assertEquals(0, online.exitCode, online::toString);
        assertTrue(online.out.contains("warning: the brokers are not asked"), online::toString);
    }

    @Test
    void kafka_withoutBrokers_orWithAToken_isAMistake() throws IOException {
        assertFound(
                check(logback("<transport>kafka</transport><token>" + TOKEN + "</token>")),
                "transport=kafka needs bootstrapServers",
                "token is not used with transport=kafka");
    }

    @Test
    void filterAndName_areLogbacks() throws IOException {
        String file = logback(
                "<token>" + TOKEN + "</token><name>TRACK</name>",
                "<filter class=\"ch.qos.logback.classic.filter.ThresholdFilter\"><level>INFO</level></filter>");
        assertEquals(0, check(file).exitCode);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<tokenFil>/t</tokenFil> | there is no option tokenFil. Did you mean tokenFile?",
                "<batchSize>0</batchSize> | batchSize=0 cannot be used. Write a whole number from 1 to 1000",
                "<endpoint>http://track.example/</endpoint> | would send the token over plain http",
                "<endpoint>${TRACK_URL}</endpoint> | ${TRACK_URL} stands for a variable that is not set",
                "<spoolDirectory>${a:-${b}}/x</spoolDirectory> | ${b} stands for a variable that is not set",
                "<compression>zip</compression> | compression=zip cannot be used. Write one of none, gzip",
            })
    void mistake_isNamed(String option, String expected) throws IOException {
        assertFound(check(logback("<token>" + TOKEN + "</token>", option)), expected);
    }

    @Test
    void everyMistake_isNamed() throws IOException {
        assertFound(
                check(logback("<tokn>" + TOKEN + "</tokn>", "<flushInterval>5</flushInterval>")),
                "there is no option tokn. Did you mean token?",
                "flushInterval=5 cannot be used",
                "there is no token");
    }

    @Test
    void unsetVariable_ofASecret_isNamed() throws IOException {
        assertFound(
                check(logback("<token>${TRACK_SECRET}</token>")),
                "token=[hidden] cannot be used",
                "there is no token",
                "${TRACK_SECRET} in token is not set where check runs");
    }

    @Test
    void missingTokenFile_isNamed() throws IOException {
        assertFound(check(logback("<tokenFile>/no/such/token</tokenFile>")), "tokenFile /no/such/token cannot be read");
    }

    @Test
    void systemProperty_isAVariablesValue() throws IOException {
        System.setProperty("track.check.test", "https://a.example/");
        try {
            assertEquals(
                    0,
                    check(logback("<token>" + TOKEN + "</token>", "<endpoint>${track.check.test}</endpoint>"))
                            .exitCode);
        } finally {
            System.clearProperty("track.check.test");
        }
    }

    @Test
    void argument_takesTheFilesPlace() throws IOException {
        String file = logback("<tokenFile>/no/such/token</tokenFile>", "<batchSize>0</batchSize>");
        assertEquals(0, check(file, "--token=" + TOKEN, "--batchSize", "7").exitCode);
    }

    @Test
    void otherClass_isNamed() throws IOException {
        String file = file(
                "logback.xml",
                "<configuration><appender name='T' class='ai.thrivestack.track.TrackAppender'/></configuration>");
        assertFound(check(file), "there is no appender class ai.thrivestack.track.TrackAppender. Write ai.");
    }

    @Test
    void fileWithoutAnAppender_isAMistake() throws IOException {
        assertFound(check(file("logback.xml", "<configuration/>")), "there is no Track appender in it");
    }

    @Test
    void noXml_isNamedByLine() throws IOException {
        assertFound(check(file("logback.xml", "<configuration>", "<a></b>")), "line 2: it is no XML");
    }

    @Test
    void externalEntity_isNotRead() throws IOException {
        String secret = file("secret", "<batchSize>0</batchSize>");
        String file = file(
                "logback.xml",
                "<!DOCTYPE configuration [<!ENTITY e SYSTEM 'file://" + secret + "'>]>",
                "<configuration><appender name='T' class='ai.thrivestack.track.logback.TrackAppender'>&e;" + "<token>"
                        + TOKEN + "</token></appender><root><appender-ref ref='T'/></root></configuration>");
        assertEquals(0, check(file).exitCode);
    }

    @Test
    void appenderThatNoLoggerNames_isAWarning_whichStrictCounts() throws IOException {
        String file = file(
                "logback.xml",
                "<configuration><appender name='T' class='ai.thrivestack.track.logback.TrackAppender'>" + "<token>"
                        + TOKEN + "</token></appender></configuration>");
        assertEquals(0, check(file).exitCode);
        assertFound(check(file, "--strict"), "warning: no logger has an appender-ref to T", "ok: ");
    }

    @Test
    void valueOfTheApplication_isAWarning() throws IOException {
        String file = file(
                "logback-spring.xml",
                "<configuration><springProperty name='tokenFile' source='track.token-file'/>"
                        + "<appender name='T' class='ai.thrivestack.track.logback.TrackAppender'>"
                        + "<tokenFile>${tokenFile}</tokenFile></appender>"
                        + "<root><appender-ref ref='T'/></root></configuration>");
        Commands ran = check(file);
        assertEquals(0, ran.exitCode, ran::toString);
        assertTrue(ran.out.contains("only the application knows ${tokenFile}"), ran.out);
    }

    @Test
    void includedFile_isRead() throws IOException {
        String included = file(
                "included.xml",
                "<included><appender name='T' class='ai.thrivestack.track.logback.TrackAppender'>"
                        + "<tokn>t</tokn><token>" + TOKEN + "</token></appender></included>");
        String file = file(
                "logback.xml",
                "<configuration><include file='" + included + "'/>"
                        + "<root><appender-ref ref='T'/></root></configuration>");
        assertFound(check(file), "there is no option tokn");
    }

    @Test
    void json_isAnObjectALine_inAscii() throws IOException {
        String file = logback("<token>" + TOKEN + "</token>", "<batchSize>\u00fc</batchSize>");
        Commands ran = check(file, "--json");
        assertEquals(1, ran.exitCode, ran::toString);
        assertEquals(
                "{\"level\":\"error\",\"about\":\"configuration\",\"place\":\"" + file + ":3\",\"appender\":\"TRACK\","
                        + "\"message\":\"batchSize=\\u00FC cannot be used. Write a whole number from 1 to 1000. "
                        + "Until then the default serves: 100.\"}\n",
                ran.out);
    }

    @Test
    void log4j2Xml_isRead() throws IOException {
        String file = file(
                "log4j2.xml",
                "<Configuration>",
                "  <Properties><Property name='size'>0</Property></Properties>",
                "  <Appenders>",
                "    <Track name='T' token='" + TOKEN + "' ignoreExceptions='false' batchSize='${size}'>",
                "      <MarkerFilter marker='A'/>",
                "      <staticContext>source=product</staticContext>",
                "      <flushIntervall>1s</flushIntervall>",
                "    </Track>",
                "    <Appender type='Track' name='U' token='" + TOKEN + "' endpoint='${env:NO_SUCH_VARIABLE}'/>",
                "  </Appenders>",
                "  <Loggers><Root><AppenderRef ref='T'/><AppenderRef ref='U'/></Root></Loggers>",
                "</Configuration>");
        assertFound(
                check(file),
                ":4: T: error: batchSize=0 cannot be used",
                ":4: T: error: there is no option flushIntervall. Did you mean flushInterval?",
                ":9: U: error: endpoint=${env:NO_SUCH_VARIABLE} cannot be used");
    }

    @Test
    void log4j2Variable_withoutItsPrefix_isNotTheEnvironments() throws IOException {
        String file = file(
                "log4j2.xml",
                "<Configuration><Appenders><Track name='T' token='" + TOKEN + "' spoolDirectory='${PATH}'/></Appenders>"
                        + "<Loggers><Root><AppenderRef ref='T'/></Root></Loggers></Configuration>");
        assertFound(
                check(file),
                "warning: Log4j2 looks for ${PATH} among its own Properties alone. Write ${env:PATH}",
                "${PATH} stands for a variable that is not set");
    }

    @Test
    void log4j2Properties_areRead() throws IOException {
        String file = file(
                "log4j2.properties",
                "property.size = 0",
                "appender.track.type = Track",
                "appender.track.name = T",
                "appender.track.token = " + TOKEN,
                "appender.track.batchSize = ${size}",
                "appender.track.tokn = x",
                "appender.track.filter.marker.type = MarkerFilter",
                "appender.track.filter.marker.marker = A",
                "rootLogger.appenderRef.track.ref = T");
        assertFound(check(file), "T: error: batchSize=0 cannot be used", "T: error: there is no option tokn");
    }

    @Test
    void log4j2Json_isRead() throws IOException {
        String file = file(
                "log4j2.json",
                "{\"configuration\": { // as Log4j2 allows",
                " \"properties\": {\"property\": [{\"name\": \"size\", \"value\": 0}]},",
                " \"appenders\": {",
                "  \"Track\": [{\"name\": \"T\", \"token\": \"" + TOKEN + "\", \"batchSize\": \"${size}\"},",
                "   {\"name\": \"U\", \"token\": \"" + TOKEN + "\", \"maxInFlight\": 99, \"tokn\": \"x\"}],",
                "  \"Appender\": {\"type\": \"Track\", \"name\": \"V\", \"token\": \"" + TOKEN + "\"}},",
                " \"loggers\": {\"root\": {\"AppenderRef\": [{\"ref\": \"T\"}, {\"ref\": \"U\"}, {\"ref\": \"V\"}]}}}}");
        assertFound(
                check(file),
                ":4: T: error: batchSize=0 cannot be used",
                ":5: U: error: maxInFlight=99 cannot be used",
                ":5: U: error: there is no option tokn",
                ":6: V: ok: ");
    }

    @Test
    void log4j2Yaml_isRead() throws IOException {
        String file = file(
                "log4j2.yaml",
                "Configuration:",
                "  Properties:",
                "    Property:",
                "      - name: size",
                "        value: 0",
                "  # ours",
                "  Appenders:",
                "    Track:",
                "      name: T   # its name",
                "      token: '" + TOKEN + "'",
                "      batchSize: \"${size}\"",
                "      endpoint: https://track.example/api#x",
                "      tokn: x",
                "  Loggers:",
                "    Root:",
                "      level: info",
                "      AppenderRef:",
                "      - ref: T");
        assertFound(check(file), ":8: T: error: batchSize=0 cannot be used", "T: error: there is no option tokn");
    }

    @Test
    void yamlThatIsNotRead_isNamedByLine() throws IOException {
        for (String odd : Arrays.asList("token: |", "token: &a b", "{token: a}", "token: [a, b]", "\ttoken: a")) {
            String file = file(
                    "log4j2.yaml", "Configuration:", "  Appenders:", "    Track:", "      name: T", "      " + odd);
            assertFound(check(file), "line 5 is YAML that check does not read");
        }
    }

    @Test
    void otherFormat_isNamed() throws IOException {
        assertFound(check(file("logback.groovy", "")), "its name tells no format that is read here");
    }
}
