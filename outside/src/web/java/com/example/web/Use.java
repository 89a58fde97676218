// SPDX-License-Identifier: Apache-2.0
package com.example.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

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

    private static final byte[] FILE = Values.bytes();

    abstract String use(HttpServletRequest request, HttpServletResponse response) throws Exception;

    HttpResponse<String> send(WebServer server, WebServer.Handler handler) throws Exception {
        return this == PART
                ? server.post(WebServer.MULTIPART, WebServer.multipart(FILE), handler)
                : server.post(WebServer.FORM, "a=caf\u00e9".getBytes(StandardCharsets.UTF_8), handler);
    }
}
