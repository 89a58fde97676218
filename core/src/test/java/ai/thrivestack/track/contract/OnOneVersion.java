// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/** No version of a framework has a part in what it shows: it runs on one version of each. The appenders' POMs say which. */
@Tag("one-version")
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface OnOneVersion {}
