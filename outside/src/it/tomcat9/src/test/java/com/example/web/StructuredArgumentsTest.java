// SPDX-License-Identifier: Apache-2.0
package com.example.web;

import static net.logstash.logback.argument.StructuredArguments.fields;
import static net.logstash.logback.argument.StructuredArguments.kv;
import static net.logstash.logback.argument.StructuredArguments.v;
import static net.logstash.logback.marker.Markers.append;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.thrivestack.track.testkit.TrackedEvent;
import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests in the structured arguments and markers of logstash-logback-encoder, whose objects are sent as JSON. */
@TrackTest
class StructuredArgumentsTest {
    private static final Logger LOG = LoggerFactory.getLogger("text");

    @TempDir
    static Path directory;

    private static WebServer server;

    /** A getter that gives the request away. */
    public static final class Upload {
        private final HttpServletRequest request;
        private final HttpServletResponse response;

        Upload(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
        }

        public HttpServletRequest getRequest() {
            return request;
        }

        public HttpServletResponse getResponse() {
            return response;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = new WebServer(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void request_inStructuredArguments_isAnsweredAsWithoutTheLine(Use use, TrackedEvents track) throws Exception {
        HttpResponse<String> without = use.send(server, use::use);
        HttpResponse<String> with = use.send(server, (request, response) -> {
            LOG.info(
                    append("marked", request).and(Shape.TRACK),
                    Shape.NAME + " {} {} {} {}",
                    kv("request", request),
                    v("responses", Collections.singletonList(response)),
                    kv("upload", new Upload(request, response)),
                    fields(new Upload(request, response)));
            return use.use(request, response);
        });

        assertEquals(200, with.statusCode());
        assertEquals(without.body(), with.body());
        TrackedEvent event = Values.assertShort(track, WebServer.HEADER_VALUE, WebServer.COOKIE_VALUE);
        Map<?, ?> upload = (Map<?, ?>) event.properties().get("upload");
        assertEquals(Set.of("request", "response"), upload.keySet());
    }
}
