// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

/** What a value is by its class alone, and so how it is sent. */
public enum Kind {
    /** An argument or marker of logstash-logback-encoder, which carries fields. */
    STRUCTURED,
    /** To read it would do something to the application: it is sent as its text, whatever the options say. */
    TEXT,
    /** Hibernate's, which reads from the database when it is used. */
    LAZY,
    /** JSON of some library; its {@code toString} gives it. */
    JSON_TREE,
    SCALA_OPTION,
    SCALA_NUMBER,
    SCALA_TUPLE,
    SCALA_MAP,
    SCALA_ITERABLE,
    MAP,
    COLLECTION,
    /** Data by declaration: its components are sent. */
    RECORD,
    ARRAY,
    /** Data on which Jackson's annotations say what may leave: the application's Jackson writes it. */
    ANNOTATED,
    /** Any other object. */
    OBJECT
}
