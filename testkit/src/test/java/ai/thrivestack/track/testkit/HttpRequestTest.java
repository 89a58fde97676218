// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Collections;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class HttpRequestTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void requests_inOneStream_areReadInTurn() throws IOException {
        HttpInput in = input("\r\nPOST /a?b HTTP/1.1\r\nX: 1\r\ny:2\r\nx:  3 \r\nContent-Length: 3\r\n\r\nabc"
                + "GET /c HTTP/1.0\nHost: h\n\n");

        HttpRequest first = HttpRequest.read(in, out);
        HttpRequest second = HttpRequest.read(in, out);

        assertEquals("POST /a", first.method() + " " + first.path());
        assertEquals("1, 3", first.header("X"));
        assertEquals("2", first.header("Y"));
        assertArrayEquals(Requests.bytes("abc"), first.body().bytes());
        assertEquals("GET /c", second.method() + " " + second.path());
        assertEquals(0, second.body().length());
        assertEquals(null, HttpRequest.read(in, out));
        assertEquals(0, out.size());
    }

    @Test
    void body_inChunks_isJoinedAndCounted() throws IOException {
        HttpInput in = input("POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + "3\r\nabc\r\n0A ;ext=\"1\"\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\nGET / HTTP/1.1\r\n\r\n");

        HttpRequest request = HttpRequest.read(in, out);

        assertArrayEquals(Requests.bytes("abc0123456789"), request.body().bytes());
        assertEquals(13, request.body().length());
        assertEquals("GET", HttpRequest.read(in, out).method());
    }

    @Test
    void body_beyondTheLimit_isCountedButNotKept() throws IOException {
        HttpBody body = HttpBody.read(input("0123456789"), Collections.singletonMap("Content-Length", "10"), 4);

        assertArrayEquals(Requests.bytes("0123"), body.bytes());
        assertEquals(10, body.length());
    }

    @Test
    void client_expectsContinue_isToldToGoOn() throws IOException {
        HttpRequest.read(input("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx"), out);

        assertEquals("HTTP/1.1 100 Continue\r\n\r\n", out.toString("US-ASCII"));
    }

    @ParameterizedTest
    @CsvSource({"1.1, X, true", "1.1, keep-alive, true", "1.1, Close, false", "1.0, X, false", "1.0, Keep-Alive, true"})
    void connection_versionAndHeader_decideWhetherItIsKept(String version, String header, boolean kept)
            throws IOException {
        HttpInput in = input("GET / HTTP/" + version + "\r\nConnection: " + header + "\r\n\r\n");

        assertEquals(kept, HttpRequest.read(in, out).keepAlive());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/track, /api/track",
        "/api/track?x=/y, /api/track",
        "http://h:1/api/track?x, /api/track",
        "*, *",
        "h:443, h:443"
    })
    void target_ofAnyForm_hasAPath(String target, String path) throws IOException {
        assertEquals(path, RequestLine.parse("GET " + target + " HTTP/1.1").path());
    }

    static Stream<String> malformed() {
        String longest = String.join("", Collections.nCopies(65_537, "x"));
        return Stream.of(
                "GET /\r\n\r\n",
                "GET  / HTTP/1.1\r\n\r\n",
                "GET / HTTP/2.0\r\n\r\n",
                "GET http://[ HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\n: no name\r\n\r\n",
                "GET / HTTP/1.1\r\nspace : x\r\n\r\n",
                "GET / HTTP/1.1\r\na: b\r\n folded: c\r\n\r\n",
                "GET /" + longest + " HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n" + String.join("", Collections.nCopies(201, "a: b\r\n")) + "\r\n",
                "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\n1",
                "POST / HTTP/1.1\r\nContent-Length: \r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12",
                "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void request_malformed_isRefused(String request) {
        assertThrows(MalformedRequest.class, () -> HttpRequest.read(input(request), out));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET",
                "GET / HTTP/1.1\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
            })
    void request_cutOff_isAnEndOfInput(String request) {
        assertThrows(EOFException.class, () -> HttpRequest.read(input(request), out));
    }

    private static HttpInput input(String text) {
        return new HttpInput(new ByteArrayInputStream(Requests.bytes(text)));
    }
}
