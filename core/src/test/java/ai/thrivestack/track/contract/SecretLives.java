// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * An application whose logging says all that it can, and which prints what there is to be seen of the appender: once
 * for each way to give a secret, while events are delivered, refused, and cannot be sent.
 */
public final class SecretLives {
    static final String SECRET = "s3cr3t";
    static final String AT_TRACE = "said at trace";

    private static final String PROXY_CREDENTIALS = "jane:" + SECRET + "-of-the-proxy";
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");
    private static final String OURS = "ai.thrivestack.track.";
    private static final String RELOCATED = OURS + "shaded.";

    private final Logger log = LoggerFactory.getLogger("shop.Checkout");
    private final Backend backend;

    private SecretLives(Backend backend) {
        this.backend = backend;
    }

    /** @param args the class of the backend */
    public static void main(String[] args) throws Exception {
        Constructor<?> constructor = Class.forName(args[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        SecretLives lives = new SecretLives((Backend) constructor.newInstance());
        Path tokenFile = Files.createTempFile("track", ".token");
        try {
            Files.write(tokenFile, (SECRET + "-of-the-file\n").getBytes(StandardCharsets.US_ASCII));
            lives.lead("Authorization", "token", SECRET + "-itself");
            lives.lead("Authorization", "tokenFile", tokenFile.toString());
            lives.lead("x-api-key", "apiKey", SECRET + "-key");
            lives.leadBehindAProxy();
            lives.misspell();
        } finally {
            Files.delete(tokenFile);
        }
    }

    private void lead(String header, String... options) throws Exception {
        TrackServer server = TrackServer.start();
        try {
            start(server, options);
            deliver();
            String sent = server.requests().get(0).headers().get(header);
            require(sent.contains(SECRET), "no secret was sent");
            Answer echo = Answer.status(401).body("{\"message\":\"cannot take " + sent.replace("Bearer ", "") + "\"}");
            server.next(echo, echo);
            fail("401 cannot take [hidden]");
        } finally {
            server.close();
        }
        start(server, options);
        fail("no connection");
    }

    /** The server is its own proxy, under another name. */
    private void leadBehindAProxy() throws Exception {
        Answer challenge = Answer.status(407).header("Proxy-Authenticate", "Basic realm=\"proxy\"");
        TrackServer server = TrackServer.start();
        String[] options = {
            "endpoint",
            server.endpoint().toString().replace("127.0.0.1", "localhost"),
            "token",
            SECRET + "-itself",
            "proxy",
            "http://" + PROXY_CREDENTIALS + "@127.0.0.1:" + server.port()
        };
        try {
            server.next(challenge);
            start(server, options);
            deliver();
            String sent = server.requests().get(1).headers().get("Proxy-Authorization");
            require(sent.equals("Basic " + encodedProxyCredentials()), "no password was sent to the proxy");
            server.next(challenge, challenge);
            fail("407");
        } finally {
            server.close();
        }
        start(server, options);
        fail("no connection");
    }

    static String encodedProxyCredentials() {
        return Base64.getEncoder().encodeToString(PROXY_CREDENTIALS.getBytes(StandardCharsets.US_ASCII));
    }

    /** Under a name that does not exist, and where they cannot be used. */
    private void misspell() throws Exception {
        TrackServer server = TrackServer.start();
        try {
            start(
                    server,
                    "tokn",
                    SECRET,
                    "token",
                    "two " + SECRET,
                    "apiKey",
                    SECRET + " two",
                    "proxy",
                    "jane:" + SECRET);
            log();
            show();
            backend.stop();
            OurThreads.awaitEnd();
            show();
        } finally {
            server.close();
        }
    }

    private void start(TrackServer server, String... options) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("endpoint", server.endpoint().toString());
        all.put("flushInterval", "10ms");
        all.put("shutdownTimeout", "100ms");
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        backend.start(backend.loud(backend.configuration(all)));
        log.trace(AT_TRACE);
    }

    private void deliver() throws Exception {
        log();
        require(backend.flush(), "not delivered: " + backend.counts());
        show();
    }

    /** Ends this life. */
    private void fail(String report) throws Exception {
        log();
        backend.reports().await("cannot deliver", report);
        show();
        backend.stop();
        OurThreads.awaitEnd();
        show();
    }

    private void log() {
        log.info(TRACK, "signed_up user_id={}", "u1");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private void show() throws Exception {
        show(backend.appender(), Collections.newSetFromMap(new IdentityHashMap<>()));
        backend.statuses().forEach(System.out::println);
        Thread.getAllStackTraces().keySet().forEach(System.out::println);
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : beans.queryNames(null, null)) {
            if (name.toString().contains("TRACK")) {
                show(beans, name);
            }
        }
    }

    private static void show(MBeanServer beans, ObjectName name) throws Exception {
        for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
            System.out.println(name + " " + attribute.getName() + "=" + beans.getAttribute(name, attribute.getName()));
        }
    }

    /** The object and what it holds, as far as it is ours. */
    private static void show(Object object, Set<Object> seen) throws IllegalAccessException {
        if (object != null && isOurs(object.getClass()) && seen.add(object)) {
            System.out.println("shown " + object.getClass().getName() + " " + object);
            for (Class<?> type = object.getClass(); isOurs(type); type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        show(field.get(object), seen);
                    }
                }
            }
        }
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(OURS) && !type.getName().startsWith(RELOCATED);
    }
}
