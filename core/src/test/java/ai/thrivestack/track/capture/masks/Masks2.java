// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.masks;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;

/** Everything by which Jackson 2's annotations can hide a value or a name; {@link Masks3} is the same for Jackson 3. */
public final class Masks2 {
    private static final String CARD = Masks.CARD;

    private Masks2() {}

    public static List<Object> all() {
        return Arrays.asList(
                new OnField(),
                new OnGetter(),
                new Named(),
                new ByTeam(),
                new OnClass(),
                new OnElements(),
                new Converted(),
                new Filtered(),
                new Inheriting(),
                new Implementing(),
                new Ignoring(),
                new Whole(),
                new Around(),
                new OnComponent(CARD),
                new NamedRecord(CARD),
                new ByTeamRecord(CARD),
                new ImplementingRecord(CARD),
                new IgnoringRecord("pro", CARD),
                new RenamedRecord(3),
                new Cards());
    }

    public static final class Mask extends StdSerializer<Object> {
        private static final long serialVersionUID = 1;

        public Mask() {
            super(Object.class);
        }

        @Override
        public void serialize(Object value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString("***");
        }
    }

    public static final class Shorten extends StdConverter<String, String> {
        @Override
        public String convert(String value) {
            return "*" + value.length();
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @JacksonAnnotationsInside
    @JsonSerialize(using = Mask.class)
    public @interface Sensitive {}

    public static class OnField {
        @JsonSerialize(using = Mask.class)
        public String card = CARD;
    }

    public static final class OnGetter {
        @JsonSerialize(using = Mask.class)
        public String getCard() {
            return CARD;
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public static final class Named {
        public int getRawName() {
            return 1;
        }
    }

    public static final class ByTeam {
        @Sensitive
        public String card = CARD;
    }

    @JsonSerialize(using = Mask.class)
    public static final class OnClass {
        public String card = CARD;
    }

    public static final class OnElements {
        @JsonSerialize(contentUsing = Mask.class)
        public List<String> cards = Arrays.asList(CARD, CARD);
    }

    public static final class Converted {
        @JsonSerialize(converter = Shorten.class)
        public String card = CARD;
    }

    /** For which a mapper without that filter has no answer. */
    @JsonFilter("cards")
    public static final class Filtered {
        public String card = CARD;
    }

    public static final class Inheriting extends OnField {
        public int seats = 3;
    }

    public interface HasCard {
        @JsonSerialize(using = Mask.class)
        String getCard();
    }

    public static final class Implementing implements HasCard {
        @Override
        public String getCard() {
            return CARD;
        }
    }

    public static final class Ignoring {
        public int seats = 3;

        @JsonIgnore
        public String card = CARD;
    }

    public static final class Whole {
        public String card = CARD;

        @JsonValue
        public String text() {
            return "whole";
        }
    }

    /** Plain itself. */
    public static final class Around {
        public List<OnField> inner = Arrays.asList(new OnField());
        public Object another = new OnClass();
    }

    public record OnComponent(
            @JsonSerialize(using = Mask.class) String card) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record NamedRecord(
            @JsonSerialize(using = Mask.class) String rawName) {}

    public record ByTeamRecord(@Sensitive String card) {}

    public interface CardHolder {
        @JsonSerialize(using = Mask.class)
        String card();
    }

    /** Its accessor has the annotation of the interface's. */
    public record ImplementingRecord(String card) implements CardHolder {}

    public record IgnoringRecord(String plan, @JsonIgnore String card) {}

    public record RenamedRecord(@JsonProperty("n") int rawName) {}

    @JsonSerialize(using = Mask.class)
    public static final class Cards extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Cards() {
            add(CARD);
        }

        @Override
        public String toString() {
            return "Cards";
        }
    }
}
