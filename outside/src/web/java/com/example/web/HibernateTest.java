// SPDX-License-Identifier: Apache-2.0
package com.example.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.thrivestack.track.testkit.TrackedEvent;
import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;

/** Entities, proxies and collections of Hibernate: a log call loads nothing, in the session and after it. */
@TrackTest
class HibernateTest {
    private static final String HASH = "$2a$10$4711";
    private static final String PIN = "pin-4711";
    private static final AtomicInteger STATEMENTS = new AtomicInteger();

    private static SessionFactory sessions;

    private Session session;

    /** Has a text, which shows some of its fields. */
    @Entity(name = "Account")
    public static class Account {
        @Id
        private long id;

        private String name;
        private String passwordHash;

        @JsonIgnore
        private String pin;

        @JsonIgnoreProperties("owner")
        @OneToMany(mappedBy = "owner", fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
        private List<Device> devices = new ArrayList<>();

        public long getId() {
            return id;
        }

        public String getName() {
            return name;
        }

        public String getPasswordHash() {
            return passwordHash;
        }

        public String getPin() {
            return pin;
        }

        public List<Device> getDevices() {
            return devices;
        }

        @Override
        public String toString() {
            return "Account " + id + " of " + name;
        }
    }

    /** Has no text. */
    @Entity(name = "Device")
    public static class Device {
        @Id
        private long id;

        @ManyToOne(fetch = FetchType.LAZY)
        private Account owner;

        public long getId() {
            return id;
        }

        public Account getOwner() {
            return owner;
        }
    }

    @BeforeAll
    static void start() {
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Account.class)
                .addAnnotatedClass(Device.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:entities;DB_CLOSE_DELAY=-1")
                .setProperty("hibernate.hbm2ddl.auto", "create");
        StatementInspector count = sql -> {
            STATEMENTS.incrementAndGet();
            return sql;
        };
        configuration.getProperties().put("hibernate.session_factory.statement_inspector", count);
        sessions = configuration.buildSessionFactory();
        Account account = new Account();
        account.id = 1;
        account.name = "Ann";
        account.passwordHash = HASH;
        account.pin = PIN;
        Device device = new Device();
        device.id = 2;
        device.owner = account;
        account.devices.add(device);
        try (Session session = sessions.openSession()) {
            session.beginTransaction();
            session.persist(account);
            session.getTransaction().commit();
        }
    }

    @AfterAll
    static void stop() {
        sessions.close();
    }

    @BeforeEach
    void open() {
        session = sessions.openSession();
    }

    @AfterEach
    void close() {
        session.close();
    }

    static Object[][] shapes() {
        return Values.combined();
    }

    /** One marked line, which sends no statement to the database. */
    private static TrackedEvent log(Shape shape, Logger log, TrackedEvents track, Object... values) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (Object value : values) {
            named.put("value" + named.size(), value);
        }
        int before = STATEMENTS.get();
        shape.log(log, named);
        assertEquals(before, STATEMENTS.get(), "statements");
        TrackedEvent event = Values.assertShort(track, shape, log, PIN);
        assertFalse(event.json().contains("[unreadable"), event::json);
        if (isText(log)) {
            assertFalse(event.json().contains(HASH), event::json);
        }
        return event;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void proxy_notLoaded_isNotLoaded(Shape shape, Logger log, TrackedEvents track) {
        Account account = session.getReference(Account.class, 1L);
        Device device = session.getReference(Device.class, 2L);

        TrackedEvent event = log(shape, log, track, account, device);

        assertFalse(Hibernate.isInitialized(account));
        assertFalse(Hibernate.isInitialized(device));
        assertEquals("Ann", account.getName());
        if (shape == Shape.ARGUMENTS) {
            assertEquals("[" + Account.class.getName() + "]", event.properties().get("value0"));
            assertEquals("[" + Device.class.getName() + "]", event.properties().get("value1"));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void proxy_notLoaded_afterTheSession(Shape shape, Logger log, TrackedEvents track) {
        Account account = session.getReference(Account.class, 1L);
        Device device = session.getReference(Device.class, 2L);
        session.close();

        log(shape, log, track, account, device);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void proxy_loaded_isItsEntity(Shape shape, Logger log, TrackedEvents track) {
        Account account = session.getReference(Account.class, 1L);
        Hibernate.initialize(account);

        TrackedEvent event = log(shape, log, track, account);

        assertFalse(Hibernate.isInitialized(account.getDevices()));
        if (shape == Shape.ARGUMENTS) {
            assertEquals(isText(log) ? "Account 1 of Ann" : json(), event.properties().get("value0"));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void proxy_loaded_afterTheSession_isItsEntity(Shape shape, Logger log, TrackedEvents track) {
        Account account = session.getReference(Account.class, 1L);
        Hibernate.initialize(account);
        session.close();

        TrackedEvent event = log(shape, log, track, account);

        if (shape == Shape.ARGUMENTS) {
            assertEquals(isText(log) ? "Account 1 of Ann" : json(), event.properties().get("value0"));
        }
    }

    /** As Jackson writes it while its devices are not loaded. */
    private static Map<String, Object> json() {
        Map<String, Object> json = new HashMap<>();
        json.put("id", 1);
        json.put("name", "Ann");
        json.put("passwordHash", HASH);
        json.put("devices", null);
        return json;
    }

    private static boolean isText(Logger log) {
        return log.getName().equals("text");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void entity_whoseDevicesAreNotLoaded_loadsNone(Shape shape, Logger log, TrackedEvents track) {
        Account account = session.find(Account.class, 1L);

        TrackedEvent event = log(shape, log, track, account);

        assertFalse(Hibernate.isInitialized(account.getDevices()));
        assertEquals(1, account.getDevices().size());
        if (shape == Shape.ARGUMENTS) {
            assertEquals(isText(log) ? "Account 1 of Ann" : json(), event.properties().get("value0"));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void entity_whoseDevicesAreNotLoaded_afterTheSession(Shape shape, Logger log, TrackedEvents track) {
        Account account = session.find(Account.class, 1L);
        session.close();

        TrackedEvent event = log(shape, log, track, account);

        if (shape == Shape.ARGUMENTS) {
            assertEquals(isText(log) ? "Account 1 of Ann" : json(), event.properties().get("value0"));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void entity_whoseOwnerIsNotLoaded_loadsNone(Shape shape, Logger log, TrackedEvents track) {
        Device device = session.find(Device.class, 2L);

        TrackedEvent event = log(shape, log, track, device);

        assertFalse(Hibernate.isInitialized(device.getOwner()));
        assertEquals("Ann", device.getOwner().getName());
        if (shape == Shape.ARGUMENTS) {
            Object json = Map.of("id", 2, "owner", "[" + Account.class.getName() + "]");
            assertEquals(isText(log) ? "[" + Device.class.getName() + "]" : json, event.properties().get("value0"));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void entity_whoseOwnerIsLoaded_showsItsText(Shape shape, Logger log, TrackedEvents track) {
        Device device = session.find(Device.class, 2L);
        Hibernate.initialize(device.getOwner());

        TrackedEvent event = log(shape, log, track, device);

        assertFalse(event.json().contains(HASH), event::json);
        if (shape == Shape.ARGUMENTS && !isText(log)) {
            assertEquals(Map.of("id", 2, "owner", "Account 1 of Ann"), event.properties().get("value0"));
        }
    }

    /** What the property says of its elements holds: their owner, which is this account, is not written. */
    @ParameterizedTest
    @MethodSource("shapes")
    void entity_whoseDevicesAreLoaded_showsThem(Shape shape, Logger log, TrackedEvents track) {
        Account account = session.find(Account.class, 1L);
        Hibernate.initialize(account.getDevices());

        TrackedEvent event = log(shape, log, track, account);

        if (shape == Shape.ARGUMENTS && !isText(log)) {
            Map<String, Object> json = json();
            json.put("devices", List.of(Map.of("id", 2)));
            assertEquals(json, event.properties().get("value0"));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void collection_notLoaded_isNotLoaded(Shape shape, Logger log, TrackedEvents track) {
        Account account = session.find(Account.class, 1L);

        log(shape, log, track, account.getDevices());

        assertFalse(Hibernate.isInitialized(account.getDevices()));
        assertEquals(1, account.getDevices().size());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void collection_notLoaded_afterTheSession(Shape shape, Logger log, TrackedEvents track) {
        Account account = session.find(Account.class, 1L);
        session.close();

        log(shape, log, track, account.getDevices());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void collection_loaded_isItsElements(Shape shape, Logger log, TrackedEvents track) {
        Account account = session.find(Account.class, 1L);
        Hibernate.initialize(account.getDevices());

        TrackedEvent event = log(shape, log, track, account.getDevices());

        if (shape == Shape.ARGUMENTS && isText(log)) {
            assertEquals(List.of("[" + Device.class.getName() + "]"), event.properties().get("value0"));
        }
        assertTrue(Hibernate.isInitialized(account.getDevices()));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void query_isNotRun(Shape shape, Logger log, TrackedEvents track) {
        log(shape, log, track, session.createQuery("from Account", Account.class), session, sessions);
    }
}
