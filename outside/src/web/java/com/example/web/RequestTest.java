// SPDX-License-Identifier: Apache-2.0
package com.example.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;

/** A servlet logs what the container gave it, and then uses it: as if there had been no log call. */
@TrackTest
class RequestTest {
    private static final byte[] FILE = Values.bytes();

    @TempDir
    static Path directory;

    private static WebServer server;

    /** What a servlet does with its request, once it has been logged or not. */
    enum Use {
        READER {
            @Override
            String use(HttpServletRequest request, HttpServletResponse response) throws Exception {
                return request.getReader().readLine();
            }
        },
        STREAM {
            @Override
            String use(HttpServletRequest request, HttpServletResponse response) throws Exception {
                return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        },
        PARAMETER {
            @Override
            String use(HttpServletRequest request, HttpServletResponse response) {
                return request.getParameter("a");
            }
        },
        ENCODING {
            @Override
            String use(HttpServletRequest request, HttpServletResponse response) throws Exception {
                request.setCharacterEncoding("UTF-8");
                return request.getParameter("a");
            }
        },
        WRITER {
            @Override
            String use(HttpServletRequest request, HttpServletResponse response) throws Exception {
                response.setCharacterEncoding("UTF-8");
                response.getWriter().write("caf\u00e9 " + request.getParameter("a"));
                return null;
            }
        },
        SESSION {
            @Override
            String use(HttpServletRequest request, HttpServletResponse response) {
                HttpSession session = request.getSession(true);
                return session.isNew() + " " + session.getAttribute("cart");
            }
        },
        PART {
            @Override
            String use(HttpServletRequest request, HttpServletResponse response) throws Exception {
                return Values.digest(request.getPart("file").getInputStream());
            }
        };

        abstract String use(HttpServletRequest request, HttpServletResponse response) throws Exception;

        HttpResponse<String> send(WebServer.Handler handler) throws Exception {
            return this == PART
                    ? server.post(WebServer.MULTIPART, WebServer.multipart(FILE), handler)
                    : server.post(WebServer.FORM, "a=caf\u00e9".getBytes(StandardCharsets.UTF_8), handler);
        }
    }

    static Object[][] uses() {
        return Values.combined(Use.values());
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
    @MethodSource("uses")
    void request_logged_isAnsweredAsWithoutTheLine(Use use, Shape shape, Logger log, TrackedEvents track)
            throws Exception {
        HttpResponse<String> without = use.send(use::use);
        StringBuilder sessions = new StringBuilder();
        HttpResponse<String> with = use.send((request, response) -> {
            shape.log(log, given(use, request, response));
            sessions.append(request.getSession(false));
            return use.use(request, response);
        });

        assertEquals(200, with.statusCode());
        assertEquals(without.body(), with.body());
        assertEquals("null", sessions.toString());
        assertEquals(cookies(without), cookies(with));
        Values.assertShort(track, WebServer.HEADER_VALUE, WebServer.COOKIE_VALUE);
    }

    private static Map<String, Object> given(Use use, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("request", request);
        values.put("response", response);
        values.put("session", request.getSession(false));
        if (use == Use.PART) {
            values.put("part", request.getPart("file"));
            values.put("parts", request.getParts());
        }
        return values;
    }

    private static int cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").size();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void session_logged_staysAsItIs(Shape shape, Logger log, TrackedEvents track) throws Exception {
        StringBuilder id = new StringBuilder();
        HttpResponse<String> answer = Use.SESSION.send((request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("cart", "cart-4711");
            id.append(session.getId());
            shape.log(log, Map.of("session", session, "request", request));
            return session.getId() + " " + Use.SESSION.use(request, response);
        });

        assertEquals(200, answer.statusCode());
        assertEquals(id + " true cart-4711", answer.body());
        assertEquals(1, cookies(answer));
        assertTrue(id.length() > 0);
        Values.assertShort(track, id.toString(), "cart-4711", WebServer.HEADER_VALUE, WebServer.COOKIE_VALUE);
    }

    static Object[][] shapes() {
        return Values.combined();
    }
}
