// SPDX-License-Identifier: Apache-2.0
package com.example.web;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat with one servlet, which does what the test says. */
final class WebServer implements AutoCloseable {
    static final String FORM = "application/x-www-form-urlencoded";
    static final String MULTIPART = "multipart/form-data; boundary=----b";

    /** What every request carries, and no event may show. */
    static final String HEADER_VALUE = "header-4711";

    static final String COOKIE_VALUE = "cookie-4711";

    private static final Logger TOMCATS_LOG = Logger.getLogger("org.apache");

    /** Returns the body of the answer, or null if it has written one. */
    interface Handler {
        String handle(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    private final Tomcat tomcat = new Tomcat();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Handler handler;

    WebServer(Path directory) throws LifecycleException {
        TOMCATS_LOG.setLevel(Level.SEVERE);
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", directory.toString());
        Wrapper servlet = Tomcat.addServlet(context, "test", new TestServlet());
        servlet.setMultipartConfigElement(new MultipartConfigElement(directory.toString()));
        servlet.setAsyncSupported(true);
        context.addServletMappingDecoded("/", "test");
        tomcat.start();
    }

    private final class TestServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            try {
                String answer = handler.handle(request, response);
                if (answer != null) {
                    response.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }
    }

    /** One request at a time. */
    HttpResponse<String> post(String contentType, byte[] body, Handler handling) throws Exception {
        handler = handling;
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", contentType)
                .header("Cookie", "visitor=" + COOKIE_VALUE)
                .header("X-Customer", HEADER_VALUE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** A form with one file. */
    static byte[] multipart(byte[] file) {
        byte[] head = ("------b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"plan.bin\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = "\r\n------b--\r\n".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + file.length + tail.length)
                .put(head)
                .put(file)
                .put(tail)
                .array();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
