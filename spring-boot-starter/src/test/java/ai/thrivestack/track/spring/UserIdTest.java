// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.security.Principal;
import java.util.Collections;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class UserIdTest {
    /** As Spring Security's authentication, which is a principal that has one. */
    public static final class Authentication implements Principal {
        @Override
        public String getName() {
            return "mary";
        }

        public Map<String, String> getDetails() {
            return Collections.singletonMap("user_id", "u-17");
        }

        public String getBroken() {
            throw new IllegalStateException("no session");
        }
    }

    private static String read(String expression) {
        return new UserId(expression, "user_id").of(new Authentication());
    }

    @Test
    void name_byDefault() {
        assertEquals("mary", read("name"));
    }

    @Test
    void expression_readsProperties() {
        assertEquals("u-17", read("details['user_id']"));
    }

    @Test
    void methodsAndTypes_areRefused() {
        assertNull(read("getName()"));
        assertNull(read("T(java.lang.System).getenv('HOME')"));
    }

    @Test
    void whatCannotBeRead_isNoUser_andNoError() {
        assertNull(read("broken"));
        assertNull(read("nothing.like.that"));
        assertNull(new UserId("name", "user_id").of(null));
    }

    @Test
    void whatCannotBeParsed_isTheName() {
        assertEquals("mary", read("details['"));
    }
}
