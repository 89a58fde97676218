// SPDX-License-Identifier: Apache-2.0
package com.example.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/** What Spring makes of a request, and what it answers with. */
@TrackTest
class SpringTest {
    private static final byte[] FILE = Values.bytes();

    @TempDir
    static Path directory;

    private static WebServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new WebServer(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    static Object[][] shapes() {
        return Values.combined();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void upload_logged_isReadAsWithoutTheLine(Shape shape, Logger log, TrackedEvents track) throws Exception {
        HttpResponse<String> answer =
                server.post(WebServer.MULTIPART, WebServer.multipart(FILE), (request, response) -> {
                    MultipartHttpServletRequest upload =
                            new StandardServletMultipartResolver().resolveMultipart(request);
                    MultipartFile file = upload.getFile("file");
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put("request", upload);
                    values.put("file", file);
                    values.put("files", upload.getMultiFileMap());
                    values.put("resource", file.getResource());
                    shape.log(log, values);
                    return Values.digest(file.getInputStream());
                });

        assertEquals(200, answer.statusCode());
        assertEquals(Values.digest(new ByteArrayInputStream(FILE)), answer.body());
        assertEquals(0, answer.headers().allValues("Set-Cookie").size());
        Values.assertShort(track, shape, log, WebServer.HEADER_VALUE, WebServer.COOKIE_VALUE);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void requestOfSpring_logged_isReadAsWithoutTheLine(Shape shape, Logger log, TrackedEvents track)
            throws Exception {
        HttpResponse<String> answer = server.post(WebServer.FORM, "a=1".getBytes(), (request, response) -> {
            ServletServerHttpRequest ofSpring = new ServletServerHttpRequest(request);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("request", ofSpring);
            values.put("attributes", new ServletWebRequest(request, response));
            shape.log(log, values);
            return new String(request.getInputStream().readAllBytes()) + request.getSession(false);
        });

        assertEquals(200, answer.statusCode());
        assertEquals("a=1null", answer.body());
        assertEquals(0, answer.headers().allValues("Set-Cookie").size());
        Values.assertShort(track, shape, log, WebServer.HEADER_VALUE, WebServer.COOKIE_VALUE);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void resource_logged_isReadAsWithoutTheLine(Shape shape, Logger log, TrackedEvents track) throws IOException {
        Resource bytes = new ByteArrayResource(FILE, "plan.bin");
        InputStream stream = new ByteArrayInputStream(FILE);
        Resource once = new InputStreamResource(stream, "plan.bin"); // refuses to be read twice
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("bytes", bytes);
        values.put("once", once);
        values.put("stream", stream);
        shape.log(log, values);

        assertEquals(Values.digest(new ByteArrayInputStream(FILE)), Values.digest(bytes.getInputStream()));
        assertEquals(Values.digest(new ByteArrayInputStream(FILE)), Values.digest(once.getInputStream()));
        Values.assertShort(track, shape, log);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void answer_logged_isWrittenAsWithoutTheLine(Shape shape, Logger log, TrackedEvents track) throws IOException {
        Resource once = new InputStreamResource(new ByteArrayInputStream(FILE), "plan.bin");
        shape.log(log, Map.of("answer", new ResponseEntity<>(once, HttpStatus.OK)));

        assertEquals(Values.digest(new ByteArrayInputStream(FILE)), Values.digest(once.getInputStream()));
        Values.assertShort(track, shape, log);
    }
}
