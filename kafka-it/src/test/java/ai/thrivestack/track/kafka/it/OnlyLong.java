// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Only with {@code -Dkafka.long=true}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "kafka.long", matches = "true")
@interface OnlyLong {}
