// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

/** The rules a request can break, each with its stable public name and the status that answers it. */
enum Rule {
    PATH(404, "path /api/track"),
    METHOD(405, "method POST"),
    TOKEN(401, "bearer token"),
    CONTENT_TYPE(400, "content type"),
    CONTENT_ENCODING(400, "content encoding"),
    SIZE(400, "2000000 bytes"),
    UTF_8(400, "valid UTF-8"),
    JSON(400, "valid JSON"),
    DUPLICATE_KEY(400, "duplicate key"),
    LONE_SURROGATE(400, "lone surrogate"),
    NESTING(400, "nesting 1000"),
    NUMBER_RANGE(400, "number range"),
    ARRAY(400, "array"),
    COUNT(400, "events 1 to 1000"),
    UNKNOWN_FIELD(400, "unknown field"),
    REQUIRED(400, "required"),
    TYPE(400, "type"),
    NON_EMPTY(400, "non-empty"),
    TIMESTAMP(400, "timestamp ISO 8601 UTC");

    private final int status;
    private final String publicName;

    Rule(int status, String publicName) {
        this.status = status;
        this.publicName = publicName;
    }

    int status() {
        return status;
    }

    @Override
    public String toString() {
        return publicName;
    }
}
