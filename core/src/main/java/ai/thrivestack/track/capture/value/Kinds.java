// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

/** Tells the kind of a value. The classes are looked at once each; {@link KnownTypes} knows the types. Thread-safe. */
public final class Kinds {
    private static final Kind[] ALL = Kind.values();

    /** Holds numbers, which are the platform's: a kind, kept by a class of the platform, would keep our class loader. */
    private static final ClassValue<Integer> KINDS = new ClassValue<Integer>() {
        @Override
        protected Integer computeValue(Class<?> type) {
            return find(type).ordinal();
        }
    };

    private Kinds() {}

    public static Kind of(Object value) {
        return of(value.getClass());
    }

    static Kind of(Class<?> type) {
        return ALL[KINDS.get(type)];
    }

    private static Kind find(Class<?> type) {
        if (type.isArray()) {
            return Kind.ARRAY;
        }
        Kind kind = KnownTypes.kind(Supertypes.of(type).keySet());
        switch (kind) {
            case RECORD:
                return Records.hasTextOfItsOwn(type) ? Kind.OBJECT : unlessAnnotated(kind, type);
            case MAP:
            case COLLECTION:
                return unlessAnnotated(kind, type);
            default:
                return kind;
        }
    }

    private static Kind unlessAnnotated(Kind kind, Class<?> type) {
        return JacksonAnnotations.areOn(type) ? Kind.ANNOTATED : kind;
    }
}
