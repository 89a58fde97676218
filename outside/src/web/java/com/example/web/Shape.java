// SPDX-License-Identifier: Apache-2.0
package com.example.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The ways in which a log call may be given values. */
enum Shape {
    ARGUMENTS {
        @Override
        void log(Logger log, Map<String, Object> values) {
            String pairs = values.keySet().stream().map(name -> " " + name + "={}").collect(Collectors.joining());
            log.info(TRACK, NAME + pairs, values.values().toArray());
        }
    },
    LIST {
        @Override
        void log(Logger log, Map<String, Object> values) {
            log.info(TRACK, NAME + " values={}", new ArrayList<>(values.values()));
        }
    },
    ARRAY {
        @Override
        void log(Logger log, Map<String, Object> values) {
            log.info(TRACK, NAME + " values={}", (Object) values.values().toArray());
        }
    },
    MAP {
        @Override
        void log(Logger log, Map<String, Object> values) {
            log.info(TRACK, NAME + " values={}", values);
        }
    },
    RECORDS {
        @Override
        void log(Logger log, Map<String, Object> values) {
            log.info(TRACK, NAME + " values={}", each(values, Row::new));
        }
    },
    BEANS {
        @Override
        void log(Logger log, Map<String, Object> values) {
            log.info(TRACK, NAME + " values={}", each(values, Bean::new));
        }
    };

    static final Marker TRACK = MarkerFactory.getMarker("TRACK");
    static final String NAME = "values_logged";

    record Row(Object value) {}

    public static final class Bean {
        private final Object value;

        Bean(Object value) {
            this.value = value;
        }

        public Object getValue() {
            return value;
        }
    }

    /** One marked line. */
    abstract void log(Logger log, Map<String, Object> values);

    private static <T> List<T> each(Map<String, Object> values, Function<Object, T> holder) {
        return values.values().stream().map(holder).collect(Collectors.toList());
    }
}
