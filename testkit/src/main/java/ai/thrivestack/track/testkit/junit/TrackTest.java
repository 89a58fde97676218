// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class, or a test method, that uses {@link TrackExtension}. The server and the appenders are the JVM's, so that
 * tests so annotated run one at a time where JUnit runs tests in parallel. Tests beside them that log Track events
 * without it are seen by them: annotate these too.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(TrackExtension.class)
@ResourceLock(TrackTest.LOCK)
public @interface TrackTest {

    /** The resource that such tests share. */
    String LOCK = "ai.thrivestack.track.testkit";
}
