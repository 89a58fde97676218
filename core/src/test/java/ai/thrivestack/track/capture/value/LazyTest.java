// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.thrivestack.track.capture.ObjectsWritten;
import ai.thrivestack.track.capture.StrictJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.collection.spi.PersistentMap;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What Hibernate has not loaded is not loaded for a log call, alone or inside of an object that Jackson writes. */
class LazyTest {
    private final ObjectsWritten text = new ObjectsWritten("text");
    private final ObjectsWritten json = new ObjectsWritten("json");

    /** A proxy of an account, which reads from the database when it is used. */
    public static final class AccountProxy implements HibernateProxy, LazyInitializer {
        private final Account loaded;

        AccountProxy(Account loaded) {
            this.loaded = loaded;
        }

        @Override
        public LazyInitializer getHibernateLazyInitializer() {
            return this;
        }

        @Override
        public boolean isUninitialized() {
            return loaded == null;
        }

        @Override
        public String getEntityName() {
            return "com.acme.Account";
        }

        @Override
        public Object getImplementation() {
            return loaded;
        }

        public String getName() {
            throw new AssertionError("it was loaded");
        }

        @Override
        public String toString() {
            throw new AssertionError("it was loaded");
        }
    }

    public static final class Account {
        public String getPasswordHash() {
            return "$2a$10$secret";
        }

        @Override
        public String toString() {
            return "Account Ann";
        }
    }

    public static final class Seats extends AbstractList<Integer> implements PersistentCollection {
        private final List<Integer> loaded;

        Seats(Integer... loaded) {
            this.loaded = Arrays.asList(loaded);
        }

        @Override
        public boolean wasInitialized() {
            return !loaded.isEmpty();
        }

        @Override
        public Integer get(int index) {
            return loaded.get(index);
        }

        @Override
        public int size() {
            if (!wasInitialized()) {
                throw new AssertionError("it was loaded");
            }
            return loaded.size();
        }
    }

    /** An entity that Jackson 2 writes; what its property says of the elements holds. */
    public static class Order {
        private final AccountProxy owner;
        private final Seats seats;
        private final PersistentMap labels;

        Order(AccountProxy owner, Seats seats, PersistentMap labels) {
            this.owner = owner;
            this.seats = seats;
            this.labels = labels;
        }

        public AccountProxy getOwner() {
            return owner;
        }

        @JsonSerialize(contentUsing = ToStringSerializer.class)
        public List<Integer> getSeats() {
            return seats;
        }

        public Map<String, Object> getLabels() {
            return labels;
        }
    }

    /** Its annotation is obeyed by Jackson 3 alone. */
    public static final class OrderOf3 extends Order {
        OrderOf3(AccountProxy owner, Seats seats, PersistentMap labels) {
            super(owner, seats, labels);
        }

        @Override
        @tools.jackson.databind.annotation.JsonSerialize(
                contentUsing = tools.jackson.databind.ser.std.ToStringSerializer.class)
        public List<Integer> getSeats() {
            return super.getSeats();
        }
    }

    static Stream<Order> notLoaded() {
        AccountProxy owner = new AccountProxy(null);
        PersistentMap labels = new PersistentMap(null);
        return Stream.of(new Order(owner, new Seats(), labels), new OrderOf3(owner, new Seats(), labels));
    }

    static Stream<Order> loaded() {
        AccountProxy owner = new AccountProxy(new Account());
        PersistentMap labels = new PersistentMap(Collections.singletonMap("a", 1));
        return Stream.of(new Order(owner, new Seats(1, 2), labels), new OrderOf3(owner, new Seats(1, 2), labels));
    }

    @ParameterizedTest
    @MethodSource("notLoaded")
    void object_withWhatIsNotLoaded_loadsNothing(Order order) {
        JsonNode written = StrictJson.of("{'owner':'[com.acme.Account]','seats':null,'labels':null}");
        assertEquals(written, json.value(order));
        assertEquals(written, text.structured(order));
        assertEquals(Collections.emptyList(), json.hints);
    }

    @ParameterizedTest
    @MethodSource("loaded")
    void object_withWhatIsLoaded_showsTheTextOfEntities_andTheElementsOfCollections(Order order) {
        JsonNode written = StrictJson.of("{'owner':'Account Ann','seats':['1','2'],'labels':{'a':1}}");
        assertEquals(written, json.value(order));
        assertEquals(written, text.structured(order));
    }

    @Test
    void proxy_isItsEntity_onceItIsLoaded() {
        AccountProxy loaded = new AccountProxy(new Account());
        assertEquals("[com.acme.Account]", json.value(new AccountProxy(null)).textValue());
        assertEquals("[com.acme.Account]", text.value(new AccountProxy(null)).textValue());
        assertEquals("Account Ann", text.value(loaded).textValue());
        assertEquals(StrictJson.of("{'passwordHash':'$2a$10$secret'}"), json.value(loaded));
    }

    @Test
    void collection_isItsElements_onceTheyAreLoaded() {
        assertEquals("[" + Seats.class.getName() + "]", text.value(new Seats()).textValue());
        assertEquals(StrictJson.of("[1,2]"), text.value(new Seats(1, 2)));
    }
}
