// SPDX-License-Identifier: Apache-2.0
package com.example.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** A servlet logs what the container gave it, and then uses it: as if there had been no log call. */
@TrackTest
class RequestTest {
    @TempDir
    static Path directory;

    private static WebServer server;

    static Object[][] uses() {
        return Values.combined((Object[]) Use.values());
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
        HttpResponse<String> without = use.send(server, use::use);
        StringBuilder sessions = new StringBuilder();
        HttpResponse<String> with = use.send(server, (request, response) -> {
            shape.log(log, given(use, request, response));
            sessions.append(request.getSession(false));
            return use.use(request, response);
        });

        assertEquals(200, with.statusCode());
        assertEquals(without.body(), with.body());
        assertEquals("null", sessions.toString());
        assertEquals(cookies(without), cookies(with));
        Values.assertShort(track, shape, log, WebServer.HEADER_VALUE, WebServer.COOKIE_VALUE);
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
        HttpResponse<String> answer = Use.SESSION.send(server, (request, response) -> {
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
        Values.assertShort(track, shape, log, id.toString(), "cart-4711", WebServer.HEADER_VALUE, WebServer.COOKIE_VALUE);
    }

    /** An attribute of a session that leads back to it. */
    public static final class Cart {
        private final HttpSession session;

        Cart(HttpSession session) {
            this.session = session;
        }

        public HttpSession getSession() {
            return session;
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void cart_ofASession_showsNothingOfTheSession(Shape shape, Logger log, TrackedEvents track) throws Exception {
        StringBuilder id = new StringBuilder();
        HttpResponse<String> answer = Use.SESSION.send(server, (request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("secret", "secret-4711");
            session.setAttribute("cart", new Cart(session));
            id.append(session.getId());
            shape.log(log, Map.of("cart", session.getAttribute("cart")));
            return "logged";
        });

        assertEquals("logged", answer.body());
        assertTrue(id.length() > 0);
        Values.assertShort(track, shape, log, id.toString(), "secret-4711");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void asynchronousRequest_logged_isAnsweredLater(Shape shape, Logger log, TrackedEvents track) throws Exception {
        HttpResponse<String> answer = Use.READER.send(server, (request, response) -> {
            AsyncContext later = request.startAsync();
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("later", later);
            values.put("application", request.getServletContext());
            values.put("dispatcher", request.getRequestDispatcher("/"));
            shape.log(log, values);
            later.start(() -> {
                try {
                    later.getResponse().getWriter().write(later.getRequest().getReader().readLine());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    later.complete();
                }
            });
            return null;
        });

        assertEquals(200, answer.statusCode());
        assertEquals("a=caf\u00e9", answer.body());
        Values.assertShort(track, shape, log, WebServer.HEADER_VALUE, WebServer.COOKIE_VALUE);
    }

    static Object[][] shapes() {
        return Values.combined();
    }
}
