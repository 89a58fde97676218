// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import ai.thrivestack.track.Option;
import ai.thrivestack.track.TrackOptions;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class OptionSettersTest {
    @Test
    void setters_areTheOptions() throws Exception {
        Map<String, String> given = new LinkedHashMap<>();
        OptionSetters setters = given::put;
        TreeSet<String> properties = new TreeSet<>();
        for (Method method : OptionSetters.class.getMethods()) {
            if (method.getName().startsWith("set")) {
                properties.add(Character.toLowerCase(method.getName().charAt(3))
                        + method.getName().substring(4));
                method.invoke(setters, method.getName());
            }
        }
        TreeSet<String> options =
                TrackOptions.all().stream().map(Option::name).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(options, properties);
        assertEquals(options, new TreeSet<>(given.keySet()));
        given.forEach((name, setter) ->
                assertEquals(setter, "set" + Character.toUpperCase(name.charAt(0)) + name.substring(1)));
    }
}
