// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.Arrays;
import java.util.Collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ArgumentsTest {

    @Test
    void arguments_none_meanTheDefaultPort() {
        assertEquals(8090, Arguments.parse().port());
        assertEquals(Collections.emptyList(), Arguments.parse().command());
    }

    @Test
    void port_given_isTaken() {
        assertEquals(17, Arguments.parse("--port", "17").port());
        assertEquals(65_535, Arguments.parse("--port", "65535", "--", "a").port());
    }

    @Test
    void command_given_meansAFreePortAndKeepsItsOwnArguments() {
        Arguments arguments = Arguments.parse("--", "mvn", "--port", "--", "x");

        assertEquals(0, arguments.port());
        assertEquals(Arrays.asList("mvn", "--port", "--", "x"), arguments.command());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--port 17 --help", "--help --no-such-thing", "-h -- mvn"})
    void help_askedForBeforeTheCommand_isGiven(String args) {
        assertTrue(Arguments.parse(args.split(" ")).help());
    }

    @Test
    void help_amongTheCommandsArguments_isTheCommands() {
        assertFalse(Arguments.parse("--", "mvn", "--help").help());
        assertFalse(Arguments.parse().help());
    }

    @ParameterizedTest
    @CsvSource({
        "--prot 1, unknown argument: --prot",
        "mvn test, unknown argument: mvn",
        "--port, '--port takes a number from 0 to 65535, not \"\"'",
        "--port 65536, '--port takes a number from 0 to 65535, not \"65536\"'",
        "--port -1, '--port takes a number from 0 to 65535, not \"-1\"'",
        "--port --, '--port takes a number from 0 to 65535, not \"--\"'",
        "--, no command after --"
    })
    void arguments_wrong_areNamed(String args, String message) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Arguments.parse(args.split(" ")));

        assertEquals(message, e.getMessage());
    }
}
