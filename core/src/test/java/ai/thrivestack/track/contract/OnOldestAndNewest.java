// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/** It runs on the oldest and on the newest version of each framework. The appenders' POMs say which. */
@Tag("oldest-and-newest")
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface OnOldestAndNewest {}
