// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

/** The two generations of Jackson that an application may have, reached by reflection. */
enum Jackson {
    // Made at run time: relocation rewrites a constant that begins with a package of ours.
    TWO(String.join(".", "com", "fasterxml", "jackson", "databind", ""), "JsonSerializer"),
    THREE("tools.jackson.databind.", "ValueSerializer");

    /** The package that its own annotations are below, and its own classes; the basic annotations are common to both. */
    final String databind;

    private final String serializer;

    Jackson(String databind, String serializer) {
        this.databind = databind;
        this.serializer = serializer;
    }

    Jackson other() {
        return this == TWO ? THREE : TWO;
    }

    /** @param name below its own package */
    Class<?> type(String name, ClassLoader loader) throws ClassNotFoundException {
        return Class.forName(databind + name, true, loader);
    }

    /** What its serializers of values extend. */
    Class<?> serializer(ClassLoader loader) throws ClassNotFoundException {
        return type(serializer, loader);
    }
}
